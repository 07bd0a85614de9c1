import { commandGives } from '../containers/command';
import type { Reader } from '../reader';
import { yamlDocuments } from '../yaml-places';
import type { YamlSource } from '../yaml-source';
import { manifestMentions } from './manifest-walk';

/** Kinds whose texts are data, or schemas of others. */
const withoutContainers = /^(?:ConfigMap|Secret|CustomResourceDefinition|Kustomization)$/;

/** Manifests of Kubernetes and of what extends it, such as KServe and Kubeflow. Recognized by `apiVersion` and `kind`. */
export const kubernetes: Reader = {
  kind: 'kubernetes',
  title: 'Manifests of Kubernetes, KServe and Kubeflow',
  files: ['**/*.{yaml,yml}'],
  gives: commandGives,
  byContent: 'It has the keys `apiVersion` and `kind`.',
  comments: '#',
  read(text) {
    if (!/^apiVersion[ \t]*:/m.test(text) || !/^kind[ \t]*:/m.test(text)) return undefined;
    const documents = yamlDocuments(text);
    // Templates of Helm are YAML only after Helm has filled them in.
    const isTemplate = text.includes('{{');
    return {
      mentions: documents.filter(hasContainers).flatMap(manifestMentions),
      problems: isTemplate ? [] : documents.flatMap(({ problems }) => problems),
      comments: '#',
    };
  },
};

function hasContainers(yaml: YamlSource): boolean {
  const kind = yaml.scalar(yaml.top('kind'))?.text;
  return kind !== undefined && !withoutContainers.test(kind);
}
