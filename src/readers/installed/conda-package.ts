import type { PackageMention } from '../../domain/mention';
import { parseMatchSpec } from '../conda/match-spec';
import { JsonSource, type JsonNode } from '../json-source';
import { licenseMention, mappedSlice, packageMention } from '../package-mention';
import type { Reader } from '../reader';

const mostNeeded = 1000;

/** What conda notes of a package that it has put into an environment. */
export const condaPackageRecord: Reader = {
  kind: 'installed-conda',
  title: 'Packages that conda has installed (conda-meta/*.json of an environment)',
  files: ['**/conda-meta/*.json'],
  specification: 'https://docs.conda.io/projects/conda/en/latest/dev-guide/api/conda/core/prefix_data/index.html',
  gives: ['package', 'license'],
  byContent: 'It has the keys `name` and `version`.',
  read(text) {
    const json = new JsonSource(withoutFiles(text));
    const name = json.string(json.top('name'));
    const version = json.string(json.top('version'));
    if (!name?.text || !version?.text)
      return json.problems.length > 0 ? { mentions: [], problems: json.problems } : undefined;
    const license = json.string(json.top('license'));
    const installed = packageMention(name, {
      ecosystem: 'conda',
      role: 'installed',
      specifier: version,
      clauses: [{ operator: '==', version }],
      requires: json
        .items(json.top('depends'))
        .slice(0, mostNeeded)
        .flatMap((item) => needed(json, item)),
    });
    return { mentions: license?.text ? [installed, licenseMention(license)] : [installed], problems: json.problems };
  },
};

function needed(json: JsonSource, item: JsonNode): NonNullable<PackageMention['requires']> {
  const written = json.string(item);
  const name = written && parseMatchSpec(written.text)?.name;
  return name ? [{ name: mappedSlice(written, json.text).slice(name.start, name.end) }] : [];
}

/** Keys whose values list every file of the package: the most of the text, and of no interest here. */
const listsOfFiles = /"(?:files|paths_data)"\s*:\s*(?=[[{])/g;

/** A text of the same length in which lists of files are blank strings, which the parser is quickest with. */
function withoutFiles(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: key, index } of text.matchAll(listsOfFiles)) {
    const start = index + key.length;
    const end = endOfBrackets(text, start);
    if (start < from || end - start < '[]'.length) continue;
    parts.push(text.slice(from, start), `"${' '.repeat(end - start - 2)}"`);
    from = end;
  }
  return parts.join('') + text.slice(from);
}

/** Where the bracket that opens at a place is closed; the end of the text where it is not. */
function endOfBrackets(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"') at = closingQuote(text, at);
    else if (character === '[' || character === '{') depth++;
    else if ((character === ']' || character === '}') && --depth === 0) return at + 1;
  }
  return text.length;
}

function closingQuote(text: string, opening: number): number {
  let at = text.indexOf('"', opening + 1);
  while (at > 0 && isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at < 0 ? text.length : at;
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text[before - 1] === '\\') before--;
  return (at - before) % 2 === 1;
}
