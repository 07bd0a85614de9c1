import type { Mention } from '../../domain/mention';
import { isOwnedName } from '../hub-mention';
import type { Reader } from '../reader';
import { datasetAt, modelAt } from '../training/format';
import { YamlSource, type YamlNode } from '../yaml-source';

const deepest = 10;
const mostNodes = 10_000;

/** Parameters that DVC tracks; people choose the keys, so only names that can be nothing else are taken. */
export const params: Reader = {
  kind: 'params',
  title: 'Parameters of experiments (params.yaml)',
  files: ['**/params.{yaml,yml}'],
  specification: 'https://dvc.org/doc/command-reference/params',
  gives: ['model', 'dataset'],
  comments: '#',
  read(text) {
    const yaml = new YamlSource(text, { start: 0, end: text.length });
    return { mentions: namedIn(yaml), problems: [...yaml.problems, ...yaml.duplicates()], comments: '#' };
  },
};

const models = ['model', 'model_id', 'model_name', 'model_name_or_path', 'pretrained_model_name_or_path', 'base_model'];
const datasets = ['dataset', 'dataset_id', 'dataset_name'];

/** Names of the form `owner/name` under keys that say what they name, in whatever mapping. */
function namedIn(yaml: YamlSource): readonly Mention[] {
  const mentions: Mention[] = [];
  let nodes = 0;
  const visit = (map: YamlNode, depth: number): void => {
    if (depth > deepest || nodes++ > mostNodes) return;
    const named = [
      ...models.flatMap((key) => modelAt(yaml, map, key, { revision: 'revision' })),
      ...datasets.flatMap((key) => datasetAt(yaml, map, key, { relation: 'uses' })),
    ];
    mentions.push(...named.filter((mention) => 'name' in mention && isOwnedName(mention.name.text)));
    for (const { value } of yaml.entries(map)) if (yaml.entries(value).length > 0) visit(value, depth + 1);
  };
  visit(yaml.root, 0);
  return mentions;
}
