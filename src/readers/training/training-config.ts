import type { Reader } from '../reader';
import { YamlSource } from '../yaml-source';
import { axolotl } from './axolotl';
import type { TrainingFormat } from './format';
import { llamaFactory } from './llama-factory';
import { lmEval } from './lm-eval';
import { mergekit } from './mergekit';
import { torchtune } from './torchtune';
import { trl } from './trl';

/** In the order in which a file is held against them. */
const formats: readonly TrainingFormat[] = [mergekit, axolotl, llamaFactory, trl, lmEval, torchtune];

/** Configurations in YAML of programs that train, merge and evaluate models. Recognized by their keys, since they have any name. */
export const trainingConfig: Reader = {
  kind: 'training-config',
  title: 'Training configurations (axolotl, LLaMA-Factory, TRL, torchtune, mergekit, lm-eval)',
  files: ['**/*.{yaml,yml}'],
  gives: ['model', 'dataset', 'weights', 'template'],
  byContent: 'It has keys that only one of these programs knows.',
  comments: '#',
  read(text) {
    const keys = keysAtTop(text);
    const has = (...names: readonly string[]): boolean => names.some((name) => keys.has(name));
    const format = formats.find((candidate) => candidate.fits(has, text));
    if (!format) return undefined;
    const yaml = new YamlSource(text, { start: 0, end: text.length });
    return { mentions: format.read(yaml), problems: [...yaml.problems, ...yaml.duplicates()], comments: '#' };
  },
};

/** The keys at the left edge; found without parsing, so that files of other kinds cost little. */
function keysAtTop(text: string): ReadonlySet<string> {
  const keys = text.matchAll(/^["']?(\w+)["']?[ \t]*:/gm);
  return new Set([...keys].map(([, key]) => key!));
}
