import { datasetNamed, isOwnedName } from '../hub-mention';
import { datasetAt, modelAt, type TrainingFormat } from './format';

const models = [
  'ref_model',
  'reward_model_path',
  'sft_model_path',
  'teacher_model_name_or_path',
  'reward_model_name_or_path',
];

/**
 * Scripts of TRL, the alignment handbook, and others that take their arguments by the names of Transformers' examples: https://huggingface.co/docs/trl/clis and
 * https://github.com/huggingface/alignment-handbook/tree/main/scripts
 */
export const trl: TrainingFormat = {
  fits: (has) => has('model_name_or_path'),
  read(yaml) {
    const usesAdapter = yaml.scalar(yaml.top('use_peft'))?.text === 'true';
    const derivation = usesAdapter ? 'adapter' : 'finetune';
    const mixture = yaml.items(yaml.valueOf(yaml.top('dataset_mixture'), 'datasets'));
    return [
      ...modelAt(yaml, yaml.root, 'model_name_or_path', { revision: 'model_revision', derivation }),
      ...models.flatMap((key) => modelAt(yaml, yaml.root, key)),
      ...datasetAt(yaml, yaml.root, 'dataset_name'),
      ...datasetAt(yaml, yaml.root, 'dataset').filter(({ name }) => isOwnedName(name.text)),
      ...yaml
        .entries(yaml.top('dataset_mixer'))
        .flatMap(({ key }) => datasetNamed(key, { relation: 'trained-on', by: 'dataset_mixer' })),
      ...mixture.flatMap((item) => [
        ...datasetAt(yaml, item, 'id', { by: 'dataset_mixture' }),
        ...datasetAt(yaml, item, 'path', { by: 'dataset_mixture' }),
      ]),
    ];
  },
};
