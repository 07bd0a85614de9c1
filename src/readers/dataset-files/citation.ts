import type { Reader } from '../reader';
import { YamlSource } from '../yaml-source';
import { declaredLicense } from './license-value';

/** How a work wants to be cited. */
export const citation: Reader = {
  kind: 'citation',
  title: 'How a work wants to be cited (CITATION.cff)',
  files: ['**/*.cff'],
  specification: 'https://github.com/citation-file-format/citation-file-format',
  gives: ['license'],
  byContent: 'It has the key `cff-version`.',
  comments: '#',
  read(text) {
    if (!/^["']?cff-version["']?[ \t]*:/m.test(text)) return undefined;
    const yaml = new YamlSource(text, { start: 0, end: text.length });
    const mentions = yaml.items(yaml.top('license')).flatMap((item) => declaredLicense(yaml.scalar(item)));
    return { mentions, problems: [...yaml.problems, ...yaml.duplicates()], comments: '#' };
  },
};
