import type { ReadProblem } from '../domain/document';
import type { Span } from '../text/place';

/**
 * Far below what the parser's recursion can bear: where its stack ends within a regular expression, the whole process ends.
 * A level of a block takes a column at least, so lines that begin farther to the right may nest too deep.
 */
const deepest = 200;
const farRight = new RegExp(`^[ \\t]{${deepest}}|(?:[-?:][ \\t]+){${deepest}}`, 'm');

/** By the codes of https://eemeli.org/yaml/#errors */
const messages: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'A tab indents this line, which YAML does not allow. Use spaces.',
  BAD_INDENT: 'This is not indented like what it belongs to. Line it up with its neighbors.',
  MISSING_CHAR: 'A quote, bracket, comma or space is missing before this place. What follows may be misread.',
  MULTILINE_IMPLICIT_KEY: 'A key must stand on one line. Is the space behind a colon missing?',
  BLOCK_AS_IMPLICIT_KEY: 'This value looks like a second "key: value" on the same line. Put it in quotes.',
  BAD_SCALAR_START: 'A value cannot begin with this character. Put the value in quotes.',
  BAD_DQ_ESCAPE: 'YAML does not know this backslash sequence. Use single quotes, or write the backslash twice.',
  BAD_ALIAS: 'A value that begins with * or & names an anchor in YAML. Put the value in quotes.',
  UNEXPECTED_TOKEN:
    'YAML does not expect this here, so it may be missed. Check the lines above for a missing quote or indent.',
  RESOURCE_EXHAUSTION: `Lists and mappings are nested more than ${deepest} levels deep here, so this was not read.`,
};
const otherwise = 'This is not YAML that can be read, so what stands here may be missed.';

/** What an error of the YAML parser means, in plain words. */
export function yamlProblem(code: string, span: Span): ReadProblem {
  const isDepth = code === 'RESOURCE_EXHAUSTION';
  return { code: isDepth ? 'too-deep' : 'yaml-syntax', message: messages[code] ?? otherwise, ...span };
}

/** The place where a source nests deeper than anybody would write by hand; undefined where it does not. */
export function placeTooDeep(source: string): number | undefined {
  let depth = 0;
  for (const { 0: bracket, index } of source.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > deepest) return index;
  }
  return farRight.exec(source)?.index;
}
