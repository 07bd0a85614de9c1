import { datasetAt } from '../training/format';
import type { Reader } from '../reader';
import { YamlSource } from '../yaml-source';

/** Results of evaluations beside a model. */
export const evalResults: Reader = {
  kind: 'eval-results',
  title: 'Results of evaluations (.eval_results/*.yaml)',
  files: ['**/.eval_results/*.{yaml,yml}'],
  specification: 'https://huggingface.co/docs/hub/eval-results',
  gives: ['dataset'],
  comments: '#',
  read(text) {
    const yaml = new YamlSource(text, { start: 0, end: text.length });
    const mentions = yaml.items(yaml.root).flatMap((result) =>
      datasetAt(yaml, yaml.valueOf(result, 'dataset'), 'id', {
        relation: 'evaluated-on',
        by: '.eval_results',
        revision: 'revision',
      }),
    );
    return { mentions, problems: yaml.problems, comments: '#' };
  },
};
