import type { ReadProblem } from '../../domain/document';
import type { PackageMention } from '../../domain/mention';
import type { Slice, Span } from '../../text/place';
import type { Reader } from '../reader';
import { TomlSource, type TomlNode } from '../toml-source';
import { lockedPackage, lockIncomplete, nameless } from './locked-package';

/** How one tool writes a lock: a list of tables, each with `name`, `version` and what `details` finds in it. */
export interface TomlLock {
  /** The key of the list. */
  readonly list: string;
  /** What the tool says of a package beyond name and version; undefined where it is the project itself. */
  details(toml: TomlSource, entry: TomlNode): Partial<PackageMention> | undefined;
  /** Whether a file without the list is incomplete. */
  readonly isListRequired?: boolean;
}

/** A reader of a lock in TOML. */
export function tomlLockReader(
  about: Pick<Reader, 'kind' | 'title' | 'files' | 'specification'>,
  lock: TomlLock,
): Reader {
  return {
    ...about,
    gives: ['package'],
    comments: '#',
    read(text) {
      const toml = new TomlSource(text);
      const list = toml.top(lock.list);
      const problems: ReadProblem[] = [...toml.problems];
      if (!list && lock.isListRequired && problems.length === 0)
        problems.push(lockIncomplete(empty, { start: 0, end: 0 }));
      const mentions = toml.items(list).flatMap((entry): readonly PackageMention[] => {
        const name = toml.string(toml.valueOf(entry, 'name'));
        if (!name) problems.push(lockIncomplete(nameless, headOf(text, entry)));
        const details = name && lock.details(toml, entry);
        return details ? [lockedPackage(name, toml.string(toml.valueOf(entry, 'version')), entry, details)] : [];
      });
      return { mentions, problems, comments: '#' };
    },
  };
}

const empty = 'This lock has no list of packages, so nothing in it can be installed.';

/** The hashes of files that are tables with a `hash` of the form `sha256:…`. */
export function hashesOf(toml: TomlSource, files: TomlNode): readonly Slice[] {
  return toml.items(files).flatMap((file) => toml.string(toml.valueOf(file, 'hash')) ?? []);
}

/** The first line of an entry. */
function headOf(text: string, { start, end }: Span): Span {
  const lineEnd = text.indexOf('\n', start);
  return { start, end: lineEnd < 0 ? end : Math.min(end, lineEnd) };
}
