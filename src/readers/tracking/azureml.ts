import type { Subject } from '../../domain/document';
import type { Mention } from '../../domain/mention';
import { condaDependencies } from '../conda/environment';
import { datasetNamed, isOwnedName, modelNamed, revisionGiven } from '../hub-mention';
import { declaredLicense } from '../dataset-files/license-value';
import { isHubName } from '../hub-name';
import type { Reader } from '../reader';
import { manifestMentions } from '../serving/manifest-walk';
import { YamlSource } from '../yaml-source';
import { includedAt } from './included';

/** Models, environments, components and jobs of Azure Machine Learning. */
export const azureml: Reader = {
  kind: 'azureml',
  title: 'Models, environments and jobs of Azure Machine Learning',
  files: ['**/*.{yaml,yml}'],
  specification: 'https://learn.microsoft.com/azure/machine-learning/reference-yaml-overview',
  gives: ['package', 'index', 'install-option', 'include', 'model', 'dataset', 'license'],
  byContent: 'Its `$schema` is one of Azure Machine Learning.',
  comments: '#',
  read(text) {
    const [, schema] =
      /^["']?\$schema["']?[ \t]*:[ \t]*["']?https:\/\/azuremlschemas[\w.]*\/\S*?(\w+)\.schema\.json/m.exec(text) ?? [];
    if (schema === undefined) return undefined;
    const yaml = new YamlSource(text, { start: 0, end: text.length });
    const conda = condaDependencies(yaml, yaml.valueOf(yaml.top('conda_file'), 'dependencies'));
    const isModel = schema.toLowerCase() === 'model';
    return {
      mentions: isModel
        ? modelSpec(yaml)
        : [
            ...manifestMentions(yaml),
            ...conda.mentions,
            ...includedAt(yaml.scalar(yaml.top('conda_file')), 'conda-environment'),
          ],
      problems: [...yaml.problems, ...yaml.duplicates(), ...conda.problems],
      comments: '#',
      ...(isModel && { subject: subjectOf(yaml) }),
    };
  },
};

/** A model of the catalog: its license, and where on the Hub it comes from; `SHA` is the commit that was taken. */
function modelSpec(yaml: YamlSource): readonly Mention[] {
  const metadata = yaml.top('system_metadata');
  const license = yaml.scalar(yaml.valueOf(metadata, 'license'));
  const id = yaml.scalar(yaml.valueOf(metadata, 'huggingFaceModelId'));
  const revision = yaml.scalar(yaml.valueOf(yaml.top('properties'), 'SHA'));
  const trainedOn = yaml.items(yaml.valueOf(metadata, 'datasets')).flatMap((item) => yaml.scalar(item) ?? []);
  return [
    ...declaredLicense(license),
    ...modelNamed(id && isHubName(id.text) ? id : undefined, {
      relation: 'derived-from',
      by: 'huggingFaceModelId',
      ...revisionGiven(revision),
    }),
    ...trainedOn
      .filter(({ text }) => isOwnedName(text))
      .flatMap((name) => datasetNamed(name, { relation: 'trained-on', by: 'datasets' })),
  ];
}

function subjectOf(yaml: YamlSource): Subject {
  const name = yaml.scalar(yaml.top('name'));
  const { start, end } = name ?? { start: 0, end: 0 };
  return { kind: 'model', described: { start, end }, ...(name && { name }) };
}
