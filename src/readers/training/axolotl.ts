import type { Mention } from '../../domain/mention';
import { datasetNamed } from '../hub-mention';
import { templateMention } from '../template-mention';
import type { YamlSource } from '../yaml-source';
import { datasetAt, modelAt, type TrainingFormat } from './format';

const trainingKeys = [
  ...['datasets', 'pretraining_dataset', 'adapter', 'sequence_len', 'micro_batch_size', 'load_in_8bit', 'rl'],
  ...['dataset_prepared_path', 'val_set_size', 'wandb_project', 'gradient_accumulation_steps', 'chat_template'],
];

/** Axolotl: https://docs.axolotl.ai/docs/config-reference.html */
export const axolotl: TrainingFormat = {
  fits: (has) => has('base_model') && has(...trainingKeys),
  read(yaml) {
    const adapter = yaml.scalar(yaml.top('adapter'))?.text;
    const derivation = adapter === undefined || /^(?:null|none|~)?$/.test(adapter) ? 'finetune' : 'adapter';
    return [
      ...modelAt(yaml, yaml.root, 'base_model', { revision: 'revision_of_model', derivation }),
      ...['base_model_config', 'tokenizer_config', 'processor_config', 'lora_model_dir'].flatMap((key) =>
        modelAt(yaml, yaml.root, key),
      ),
      ...datasets(yaml, 'datasets', 'trained-on'),
      ...datasets(yaml, 'pretraining_dataset', 'trained-on'),
      ...datasets(yaml, 'test_datasets', 'evaluated-on'),
      ...template(yaml),
    ];
  },
};

/** A list of datasets by `path`; one alone may stand as a name. */
function datasets(yaml: YamlSource, key: string, relation: 'trained-on' | 'evaluated-on'): readonly Mention[] {
  return yaml.items(yaml.top(key)).flatMap((item) => {
    const name = yaml.scalar(item);
    if (name) return datasetNamed(name, { relation, by: key });
    return datasetAt(yaml, item, 'path', { relation, revision: 'revision', by: key });
  });
}

/** A template of one's own, in the place of a named one. */
function template(yaml: YamlSource): readonly Mention[] {
  const written = yaml.scalar(yaml.top('chat_template_jinja'));
  return written ? [templateMention(yaml.text, written, 'chat_template_jinja')] : [];
}
