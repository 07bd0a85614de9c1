import { datasetAt, type TrainingFormat } from './format';

/** torchtune: https://docs.pytorch.org/torchtune/stable/deep_dives/configs.html. Its models are folders, so only datasets have names. */
export const torchtune: TrainingFormat = {
  fits: (_, text) => /^[ \t-]*_component_[ \t]*:[ \t]*torchtune\./m.test(text),
  read: (yaml) =>
    (['dataset', 'dataset_val'] as const).flatMap((by) =>
      yaml.items(yaml.top(by)).flatMap((item) => {
        const relation = by === 'dataset' ? 'trained-on' : 'evaluated-on';
        const parts = [item, ...yaml.items(yaml.valueOf(item, 'datasets'))];
        return parts.flatMap((part) => datasetAt(yaml, part, 'source', { by, relation }));
      }),
    ),
};
