import type { Reading } from '../domain/document';
import type { LicenseMention, Mention, PackageMention } from '../domain/mention';
import { spdxOf } from '../facts/license-ids';
import { parseRequirement } from '../packaging/pep508';
import type { Slice } from '../text/place';
import { MappedText } from './requirements/mapped-text';
import { isTemplate } from './requirements/requirement-line';

const mostProblems = 50;

type Details = { readonly [K in keyof PackageMention]?: PackageMention[K] | undefined };

/** A requirement on a Python package, with the details that are given; those that are undefined are left out. */
export function packageMention(name: Slice, details: Details = {}): PackageMention {
  const given = Object.entries(details).filter(([, value]) => value !== undefined);
  return {
    ...{ kind: 'package', ecosystem: 'pypi', role: 'requirement', name, extras: [], clauses: [], hashes: [] },
    ...{ editable: false, whole: { start: name.start, end: name.end } },
    ...(Object.fromEntries(given) as Partial<PackageMention>),
  };
}

/** The license declared for the subject of a document, in whatever words. */
export function licenseMention(id: Slice): LicenseMention {
  const spdx = spdxOf(id.text);
  return { kind: 'license', id, ...(spdx !== undefined && { spdx }) };
}

/** Reads a string that is one requirement (PEP 508). `text` is the whole text that the string stands in. */
export function requirementString(written: Slice, text: string, details: Details = {}): Reading {
  const mapped = mappedSlice(written, text);
  const { name, extras, specifier, clauses, url, marker, problem } = parseRequirement(written.text);
  const place = ({ start, end }: Slice): Slice => mapped.slice(start, end);
  const isFaulty = problem && !isTemplate(written.text.slice(problem.start, problem.end));
  const mention = packageMention(place(name), {
    extras: extras.map(place),
    specifier: specifier && place(specifier),
    clauses: clauses.map(({ operator, version }) => ({ operator, version: { ...place(version), text: version.text } })),
    url: url && place(url),
    marker: marker && place(marker),
    whole: mapped.trimmed().span(),
    ...details,
  });
  return {
    mentions: name.text === '' ? [] : [mention],
    problems: isFaulty
      ? [{ code: 'requirement-syntax', message: problem.message, ...mapped.span(problem.start, problem.end) }]
      : [],
  };
}

/**
 * The value of a string whose characters stand where they are spelled. Where escapes make the spelling longer, what lies
 * before the first and behind the last of them has its exact place, and what lies between is taken to stand at the first.
 */
export function mappedSlice({ text, start, end }: Slice, source: string): MappedText {
  const longer = end - start - text.length;
  if (longer === 0) return new MappedText(text, (index) => start + index);
  let [before, behind] = [0, 0];
  while (before < text.length && text[before] === source[start + before]) before++;
  while (behind < text.length - before && text[text.length - 1 - behind] === source[end - 1 - behind]) behind++;
  const isBehind = (index: number): boolean => index >= text.length - behind;
  return new MappedText(text, (index) => (isBehind(index) ? start + longer + index : start + Math.min(index, before)));
}

/** What several parts of a file say, in their order. Of problems without number, the first are told. */
export function joinedReadings(parts: readonly Reading[]): Reading {
  return {
    mentions: parts.flatMap(({ mentions }) => mentions),
    problems: parts.flatMap(({ problems }) => problems).slice(0, mostProblems),
  };
}

/** A reading of mentions alone. */
export function readingOf(...mentions: readonly Mention[]): Reading {
  return { mentions, problems: [] };
}
