import type { Mention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { datasetNamed, isOwnedName, modelNamed, partOf } from '../hub-mention';
import type { YamlSource } from '../yaml-source';
import { modelAt, type TrainingFormat } from './format';

const ownKeys = ['finetuning_type', 'stage', 'template', 'infer_backend', 'export_dir', 'dataset_dir'];
const ownKeysOfVersion1 = [
  'model_class',
  'train_dataset',
  'sample_backend',
  'kernel_config',
  'dist_config',
  'peft_config',
];
const remote = 'REMOTE:';

/** LLaMA-Factory: https://llamafactory.readthedocs.io/en/latest/advanced/arguments.html */
export const llamaFactory: TrainingFormat = {
  fits: (has) => (has('model_name_or_path') && has(...ownKeys)) || (has('model') && has(...ownKeysOfVersion1)),
  read(yaml) {
    const revision = 'model_revision';
    const kind = yaml.scalar(yaml.top('finetuning_type'))?.text;
    const derivation = kind === 'lora' || kind === 'oft' ? 'adapter' : 'finetune';
    const trains = yaml.scalar(yaml.top('do_train'))?.text === 'true';
    return [
      ...modelAt(yaml, yaml.root, 'model_name_or_path', { revision, ...(trains && { derivation }) }),
      ...modelAt(yaml, yaml.root, 'model'),
      ...['ref_model', 'reward_model'].flatMap((key) => modelAt(yaml, yaml.root, key)),
      ...['adapter_name_or_path', 'ref_model_adapters', 'reward_model_adapters'].flatMap((key) =>
        listed(yaml, key).flatMap((name) => modelNamed(name, { relation: 'uses', by: key })),
      ),
      ...['dataset', 'train_dataset'].flatMap((key) => datasets(yaml, key, 'trained-on')),
      ...datasets(yaml, 'eval_dataset', 'evaluated-on'),
    ];
  },
};

/** Plain names stand for entries of `dataset_info.json`, `REMOTE:` names and those of version 1 for datasets on the Hub. */
function datasets(yaml: YamlSource, by: string, relation: 'trained-on' | 'evaluated-on'): readonly Mention[] {
  return listed(yaml, by).flatMap((item) => {
    const isRemote = item.text.startsWith(remote);
    const name = isRemote ? partOf(item, remote.length) : item;
    return name && (isRemote || isOwnedName(name.text)) ? datasetNamed(name, { relation, by }) : [];
  });
}

/** Names in a list, or in one text with commas between them. */
function listed(yaml: YamlSource, key: string): readonly Slice[] {
  return yaml.items(yaml.top(key)).flatMap((item) => {
    const names = yaml.scalar(item);
    if (!names || names.text.length > 10_000) return [];
    return [...names.text.matchAll(/[^\s,][^,]*/g)].flatMap(({ 0: name, index }) => {
      return partOf(names, index, index + name.trimEnd().length) ?? [];
    });
  });
}
