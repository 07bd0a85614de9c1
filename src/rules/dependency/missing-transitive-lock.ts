import type { Document } from '../../domain/document';
import { exactVersion } from '../../domain/exact-version';
import type { Knowledge } from '../../domain/knowledge';
import type { PackageMention } from '../../domain/mention';
import { normalizedName } from '../../packaging/name';
import { rule } from '../rule';
import { nameAndVersion } from './name-and-version';

/** Pins hold only the packages that they name; what these need in turn is chosen anew at each install. */
export const missingTransitiveLock = rule({
  id: 'dependency/missing-transitive-lock',
  title: 'All packages of a file are pinned, but not those that they bring in',
  severity: 'info',
  fix: 'none',
  reads: ['requirements'],
  messages: {
    floating:
      'This file pins the packages that it names, but not {names}, brought in by them, so the next install may take other versions. Compile it ("uv pip compile", "pip-compile"), best with hashes.',
  },
  check(document, { known, report }) {
    const named = document.mentions('package').filter(({ role }) => role === 'requirement');
    const [first] = named;
    if (!first || !named.every(isPinned) || isSettledElsewhere(document, known)) return;
    const floating = broughtIn(document.path, named, known);
    if (floating.length === 0) return;
    report(nameAndVersion(first), 'floating', { names: listed(floating), packages: floating });
  },
});

/** By an exact version and nothing more: files with hashes are refused by pip if they are not whole. */
function isPinned({ url, hashes, ecosystem, ...mention }: PackageMention): boolean {
  return ecosystem === 'pypi' && !url && hashes.length === 0 && exactVersion(mention) !== undefined;
}

/** Constraints may hold the rest, and so may another file that this one takes in. */
function isSettledElsewhere(document: Document, known: Knowledge): boolean {
  return document.mentions('include').length > 0 || known.lockOf(document.path) !== undefined;
}

/** What the named packages need, however far, and the file does not name, as far as it is installed here. */
function broughtIn(path: string, named: readonly PackageMention[], known: Knowledge): readonly string[] {
  const seen = new Set(named.map(({ name }) => normalizedName(name.text)));
  const found: string[] = [];
  let level: readonly string[] = [...seen];
  while (level.length > 0) {
    const needed = level.flatMap((name) => known.installedNeeds(path, 'pypi', name) ?? []).map(normalizedName);
    level = [...new Set(needed)].filter((name) => !seen.has(name));
    for (const name of level) seen.add(name);
    found.push(...level);
  }
  return found;
}

function listed(names: readonly string[]): string {
  const [first = '', second, ...others] = names;
  if (second === undefined) return first;
  return others.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${others.length} more`;
}
