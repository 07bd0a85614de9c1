import type { Mention } from '../../domain/mention';
import { datasetNamed, modelNamed, partOf, revisionGiven } from '../hub-mention';
import type { YamlSource } from '../yaml-source';
import { modelAt, type TrainingFormat } from './format';

/**
 * Tasks and runs of the LM Evaluation Harness:
 * https://github.com/EleutherAI/lm-evaluation-harness/blob/main/docs/task_guide.md
 */
export const lmEval: TrainingFormat = {
  fits: (has) =>
    (has('dataset_path') && has('task', 'output_type', 'doc_to_text', 'test_split', 'metric_list')) ||
    (has('task') && has('include', 'metric_list', 'doc_to_text')) ||
    (has('model_args') && has('tasks', 'model')),
  read: (yaml) => [...dataset(yaml), ...model(yaml)],
};

function dataset(yaml: YamlSource): readonly Mention[] {
  const revision = yaml.scalar(yaml.valueOf(yaml.top('dataset_kwargs'), 'revision'));
  const said = { relation: 'evaluated-on', by: 'dataset_path', ...revisionGiven(revision) } as const;
  return datasetNamed(yaml.scalar(yaml.top('dataset_path')), said);
}

/** `model_args` is a mapping, or a text such as `pretrained=owner/name,revision=…`. */
function model(yaml: YamlSource): readonly Mention[] {
  const args = yaml.top('model_args');
  const written = yaml.scalar(args);
  if (!written) return modelAt(yaml, args, 'pretrained', { revision: 'revision' });
  const value = (key: string) => {
    const found = new RegExp(`(?:^|,)\\s*${key}=([^,\\s]+)`).exec(written.text);
    if (!found) return undefined;
    const end = found.index + found[0].length;
    return partOf(written, end - found[1]!.length, end);
  };
  const name = value('pretrained');
  const slot = name && { at: name.end, before: ',revision=', after: '' };
  const given = revisionGiven(value('revision'), slot);
  return modelNamed(name, { relation: 'uses', by: 'model_args', ...given });
}
