import type { ReadProblem } from '../../domain/document';
import type { PackageMention } from '../../domain/mention';
import type { Slice, Span } from '../../text/place';
import { packageMention } from '../package-mention';

type Details = Parameters<typeof packageMention>[1];
type Required = NonNullable<PackageMention['requires']>[number];

/** A package as a resolver chose it; `whole` is the entry of the lock. Its version may be unknown, as for a local path. */
export function lockedPackage(name: Slice, version: Slice | undefined, whole: Span, details: Details): PackageMention {
  const place = { start: Math.min(name.start, whole.start), end: Math.max(name.end, whole.end) };
  const clauses = version && version.text !== '' ? [{ operator: '==', version }] : [];
  return packageMention(name, { role: 'locked', clauses, whole: place, ...details });
}

/** What a package asks for, where it may be told once for each platform or extra. */
export function eachOnce(required: readonly Required[]): readonly Required[] {
  const seen = new Set<string>();
  return required.filter(({ name, version }) => {
    const key = `${name.text} ${version ?? ''}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** A lock that does not say what it must. */
export function lockIncomplete(message: string, { start, end }: Span): ReadProblem {
  return { code: 'lock-incomplete', message, start, end };
}

export const nameless = 'This entry has no name, so the package it locks is not listed.';
