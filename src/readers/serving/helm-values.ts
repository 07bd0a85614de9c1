import { commandGives } from '../containers/command';
import type { Reader } from '../reader';
import { YamlSource } from '../yaml-source';
import { manifestMentions } from './manifest-walk';

/** Values of Helm charts. */
export const helmValues: Reader = {
  kind: 'helm-values',
  title: 'Values of Helm charts (values.yaml)',
  files: ['**/*values*.{yaml,yml}'],
  specification: 'https://helm.sh/docs/chart_best_practices/values/',
  gives: commandGives,
  byContent: 'It names an image or a model, and is no manifest.',
  comments: '#',
  read(text) {
    if (!/^[ \t-]*["']?(?:image|repository|modelURL|modelSpec|extraArgs)["']?[ \t]*:|hf:\/\//m.test(text))
      return undefined;
    if (/^apiVersion[ \t]*:/m.test(text)) return undefined;
    const yaml = new YamlSource(text, { start: 0, end: text.length });
    return { mentions: manifestMentions(yaml), problems: yaml.problems, comments: '#' };
  },
};
