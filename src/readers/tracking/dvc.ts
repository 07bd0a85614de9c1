import type { Mention } from '../../domain/mention';
import type { Reader } from '../reader';
import { YamlSource, type YamlNode } from '../yaml-source';
import { weightPath } from '../weight-path';

/** Files that DVC keeps and the pipelines that make them. */
export const dvc: Reader = {
  kind: 'dvc',
  title: 'Files and pipelines of DVC (dvc.yaml, *.dvc)',
  files: ['**/dvc.yaml', '**/*.dvc'],
  specification: 'https://dvc.org/doc/user-guide/project-structure',
  gives: ['weights'],
  byContent: 'It has a key of DVC, such as `stages` or `outs`.',
  comments: '#',
  read(text) {
    if (!/^["']?(?:outs|deps|stages|artifacts|plots|metrics|params|vars)["']?[ \t]*:/m.test(text)) return undefined;
    const yaml = new YamlSource(text, { start: 0, end: text.length });
    const stages = [yaml.root, ...yaml.entries(yaml.top('stages')).map(({ value }) => value)];
    const artifacts = yaml.entries(yaml.top('artifacts')).map(({ value }) => value);
    return {
      mentions: [
        ...stages.flatMap((stage) => [...paths(yaml, stage, 'deps'), ...paths(yaml, stage, 'outs')]),
        ...artifacts.flatMap((artifact) => weightPath(yaml.scalar(yaml.valueOf(artifact, 'path')), 'artifacts')),
      ],
      problems: [...yaml.problems, ...yaml.duplicates()],
      comments: '#',
    };
  },
};

/** Paths as texts, as the one key of a mapping, or under `path`. With `wdir` they start elsewhere, so they are left out. */
function paths(yaml: YamlSource, stage: YamlNode, key: 'deps' | 'outs'): readonly Mention[] {
  if (yaml.valueOf(stage, 'wdir')) return [];
  return yaml.items(yaml.valueOf(stage, key)).flatMap((item) => {
    const entries = yaml.entries(item);
    const only = entries.length === 1 ? entries[0]!.key : undefined;
    return weightPath(yaml.scalar(item) ?? yaml.scalar(yaml.valueOf(item, 'path')) ?? only, key);
  });
}
