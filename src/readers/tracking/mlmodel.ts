import type { Mention } from '../../domain/mention';
import { imageNamed } from '../containers/image';
import { isOwnedName, modelNamed, revisionGiven } from '../hub-mention';
import type { Reader } from '../reader';
import { YamlSource, type YamlEntry, type YamlNode } from '../yaml-source';
import { weightPath } from '../weight-path';

/** Models as MLflow keeps them. */
export const mlmodel: Reader = {
  kind: 'mlmodel',
  title: 'Models as MLflow keeps them (MLmodel)',
  files: ['**/MLmodel'],
  specification: 'https://mlflow.org/docs/latest/ml/model/#storage-format',
  gives: ['package', 'model', 'weights'],
  byContent: 'It has the key `flavors`.',
  comments: '#',
  read(text) {
    if (!/^["']?flavors["']?[ \t]*:/m.test(text)) return undefined;
    const yaml = new YamlSource(text, { start: 0, end: text.length });
    const image = yaml.scalar(yaml.valueOf(yaml.top('metadata'), 'azureml.base_image'));
    const base = image && imageNamed(image);
    return {
      mentions: [...models(yaml), ...(base ? [base] : []), ...yaml.entries(yaml.top('flavors')).flatMap(weights)],
      problems: [...yaml.problems, ...yaml.duplicates()],
      comments: '#',
    };

    /** The files that a flavor loads, and those that it keeps as `artifacts`. */
    function weights({ key, value }: YamlEntry): readonly Mention[] {
      const artifacts = yaml.entries(yaml.valueOf(value, 'artifacts'));
      return [
        ...yaml
          .entries(value)
          .flatMap((entry) => weightPath(yaml.scalar(entry.value), `${key.text}.${entry.key.text}`)),
        ...artifacts.flatMap((entry) =>
          weightPath(yaml.scalar(yaml.valueOf(entry.value, 'path')), `${key.text}.artifacts`),
        ),
      ];
    }
  },
};

/** The model on the Hub that was saved, each once. */
function models(yaml: YamlSource): readonly Mention[] {
  const flavor = (name: string): YamlNode => yaml.valueOf(yaml.top('flavors'), name);
  const [transformers, azure] = [flavor('transformers'), flavor('hftransformersv2')];
  const revision = yaml.scalar(yaml.valueOf(transformers, 'source_model_revision'));
  const named = [
    ...modelIn(yaml, transformers, 'source_model_name', revisionGiven(revision)),
    ...['huggingface_id', 'model_id'].flatMap((key) => modelIn(yaml, azure, key)),
    ...modelIn(yaml, yaml.top('metadata'), 'base_model_name'),
  ];
  const names = named.map((mention) => mention.kind === 'model' && mention.name.text);
  return named.filter((_, index) => names.indexOf(names[index]!) === index);
}

function modelIn(yaml: YamlSource, map: YamlNode, key: string, said = {}): readonly Mention[] {
  const name = yaml.scalar(yaml.valueOf(map, key));
  if (!name || !isOwnedName(name.text)) return [];
  return modelNamed(name, { relation: 'derived-from', by: key, ...said });
}
