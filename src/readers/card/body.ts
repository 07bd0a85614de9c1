import type { CardBody, CardSection } from '../../domain/document';
import { slice } from '../../text/place';

const longest = 1_000_000;
const mostPlaceholders = 500;
const mostHeadings = 1000;

/** What stands in brackets, braces and comments of the Hub's templates until somebody fills it in. */
const leftOver = new RegExp(
  [
    /\[(?:more info(?:rmation)? needed|needs more info(?:rmation)?|optional|dataset name|model name)\]/,
    /\bModel Card for Model ID\b/,
    /\{\{[^{}\n]{1,200}\}\}/,
    /<!--\s*(?:provide|this section|this should link|address questions|these are the|this relates|total emissions|relevant interpretability|if there is a paper|if relevant)\b(?:(?!-->|<!--)[^]){0,1000}-->/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gi',
);

const subjects: readonly (readonly [CardSection['about'], RegExp])[] = [
  ['license', /\blicen[cs](?:e|es|ed|ing)\b/i],
  ['personal-data', /\bpersonal\b|\bsensitive\b|\bprivacy\b|\bpii\b/i],
  ['source', /\bsource data\b|\bdata(?:set)? sources?\b|\btraining data\b|\bdata collection\b|\bprovenance\b/i],
];

/** Reads the Markdown below the front matter, as far as others may ask about it. Code is not prose. */
export function bodyOf(text: string, from: number): CardBody {
  const prose = withoutCode(text.slice(from, from + longest));
  const placeholders = [...prose.matchAll(leftOver)].slice(0, mostPlaceholders).map(({ 0: found, index }) => {
    return slice(text, from + index, from + index + found.length);
  });
  return { placeholders, sections: sectionsIn(prose, text, from) };
}

const headings = /^ {0,3}(#{1,6})[ \t]+(\S[^\r\n]{0,300}?)[ \t#]*$/gm;

function sectionsIn(prose: string, text: string, from: number): readonly CardSection[] {
  const found = [...prose.matchAll(headings)].slice(0, mostHeadings);
  return found.flatMap((one, at): readonly CardSection[] => {
    const [line, marks = '', title = ''] = one;
    const about = subjects.filter(([, words]) => words.test(title));
    if (about.length === 0) return [];
    const start = from + one.index + line.indexOf(title, marks.length);
    const heading = slice(text, start, start + title.length);
    const next = found.find((other, index) => index > at && other[1]!.length <= marks.length);
    const content = { start: from + one.index + line.length, end: from + (next?.index ?? prose.length) };
    return about.map(([subject]) => ({ about: subject, heading, content }));
  });
}

/** A text of the same length with blanks in place of code. */
function withoutCode(text: string): string {
  const fence = /^ {0,3}(`{3,}(?!`)|~{3,}(?!~))[^\n]*\n(?:(?! {0,3}\1)[^\n]*\n)*(?: {0,3}\1[^\n]*)?/gm;
  const blank = (code: string): string => code.replace(/[^\r\n]/g, ' ');
  return text.replace(fence, blank).replace(/`[^`\n]+`/g, blank);
}
