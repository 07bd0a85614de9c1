import type { Document } from '../../domain/document';
import type { PackageIndexMention, PackageMention } from '../../domain/mention';
import { indexStanding, type IndexStanding } from '../../facts/package-indexes';
import { popularPackages } from '../../facts/popular-packages';
import { normalizedName } from '../../packaging/name';
import { parseUrl } from '../../packaging/url';
import { rule } from '../rule';
import { askedByName } from './asked-by-name';
import { bindToIndex } from './index-binding';

/** Where two indexes are searched for one name, whoever publishes the higher version on either of them is installed. */
export const confusion = rule({
  id: 'dependency/confusion',
  title: 'A package may come from either of two indexes',
  severity: 'warning',
  fix: 'suggested',
  reads: ['requirements', 'pyproject', 'conda-environment', 'dockerfile', 'notebook'],
  messages: {
    either:
      '{names} may come from {host} or from PyPI, whichever has the higher version, so others could publish on PyPI under such a name. {advice}',
    anyone:
      'Anyone can publish under any free name on {host}, and the higher version wins, so {names} may come from a stranger. Take packages from PyPI alone.',
    both: {
      text: 'Every package here is looked for on {host} and on PyPI, and the higher version wins, wherever it comes from. {advice}',
      severity: 'info',
    },
  },
  check(document, { report }) {
    const asked = askedByName(document).filter(({ hashes }) => hashes.length === 0);
    for (const group of commands(document, searched(document), asked)) {
      const found = judge(group);
      if (!found) continue;
      const { index, packages, verdict } = found;
      const names = namesOf(packages);
      const data = { host: index.host, names: listed(names), advice: advice(document), packages: names };
      const fixes = verdict === 'either' ? bindToIndex(document, index.mention, packages) : [];
      report(index.mention.url, verdict, data, { fixes });
    }
  },
});

interface Index {
  readonly mention: PackageIndexMention;
  readonly host: string;
  /** Undefined for an index that is not known, such as an internal one. */
  readonly standing: IndexStanding | undefined;
}

interface Command {
  readonly indexes: readonly Index[];
  readonly asked: readonly PackageMention[];
}

/** The indexes that are searched for every name. One whose host is not written out may be any, so nothing is said of it. */
function searched(document: Document): readonly Index[] {
  return document.mentions('index').flatMap((mention) => {
    const url =
      mention.role === 'find-links' || mention.explicit || mention.exclusive ? undefined : parseUrl(mention.url.text);
    return url ? [{ mention, host: url.host, standing: indexStanding(url.host, url.path) }] : [];
  });
}

/** What counts together: the whole file, or what stands in one command of it. */
function commands(
  { kind, text }: Document,
  indexes: readonly Index[],
  asked: readonly PackageMention[],
): readonly Command[] {
  if (indexes.length === 0) return [];
  if (kind !== 'dockerfile' && kind !== 'notebook') return [{ indexes, asked }];
  const commandAt = commandCounter(text);
  const found = new Map<number, { indexes: Index[]; asked: PackageMention[] }>();
  for (const index of indexes) {
    const at = commandAt(index.mention.url.start);
    const command = found.get(at);
    if (command) command.indexes.push(index);
    else found.set(at, { indexes: [index], asked: [] });
  }
  for (const mention of asked) found.get(commandAt(mention.name.start))?.asked.push(mention);
  return [...found.values()];
}

/** Tells for an offset how many commands end before it: at a separator of the shell, or a line that is not continued. */
function commandCounter(text: string): (offset: number) => number {
  const ends = Array.from(text.matchAll(/(?<!\\|\\\r)\n|[;&|]/g), ({ index }) => index);
  return (offset) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

function judge({ indexes, asked }: Command) {
  const open = indexes.find(({ standing }) => standing === 'anyone');
  if (open && asked.length > 0) return { index: open, packages: asked, verdict: 'anyone' } as const;

  const isPublic =
    !indexes.some(({ mention }) => mention.role === 'primary') || indexes.some(({ standing }) => standing === 'pypi');
  const internal = indexes.find(({ standing }) => standing === undefined);
  const { honest } = popularPackages();
  const unknown = asked.filter(({ name }) => !honest.has(normalizedName(name.text)));
  if (!internal || !isPublic || asked.length === 0) return undefined;
  return { index: internal, packages: unknown, verdict: unknown.length > 0 ? 'either' : 'both' } as const;
}

function namesOf(mentions: readonly PackageMention[]): readonly string[] {
  return [...new Set(mentions.map(({ name }) => name.text))];
}

function listed(names: readonly string[]): string {
  if (names.length <= 3) return names.join(', ').replace(/, (?=[^,]*$)/, ' and ');
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}

function advice({ kind }: Document): string {
  return kind === 'pyproject'
    ? 'Bind packages to their index.'
    : 'Use one index that serves both, or pin the packages with hashes.';
}
