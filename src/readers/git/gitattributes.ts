import type { LfsMention } from '../../domain/mention';
import { slice } from '../../text/place';
import type { Reader } from '../reader';

const mostPatterns = 10_000;

/** What Git is told about files, as far as it says which of them Git LFS keeps. */
export const gitattributes: Reader = {
  kind: 'gitattributes',
  title: 'Attributes of files in Git, which say what Git LFS keeps (.gitattributes)',
  files: ['**/.gitattributes'],
  specification: 'https://git-scm.com/docs/gitattributes',
  gives: ['lfs'],
  comments: '#',
  read(text) {
    const mentions: LfsMention[] = [];
    for (const { 0: line, 1: lead = '', 2: quoted, 3: plain, index } of text.matchAll(lines)) {
      const start = index + lead.length + (quoted === undefined ? 0 : 1);
      const pattern = slice(text, start, start + (quoted ?? plain ?? '').length);
      const isKept = line.split(/[ \t]+/).findLast((word) => /^[!-]?filter(?:=|$)/.test(word)) === 'filter=lfs';
      if (isKept && mentions.length < mostPatterns) mentions.push({ kind: 'lfs', pattern });
    }
    return { mentions, problems: [], comments: '#' };
  },
};

/** A pattern, in quotes where it has spaces, and its attributes. */
const lines = /^([ \t]*)(?!#|\[attr\])(?:"((?:[^"\\\r\n]|\\[^\r\n])*)"|([^\s"]\S*))[ \t][^\r\n]*/gm;
