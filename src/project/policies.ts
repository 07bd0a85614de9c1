import { posix } from 'node:path';
import type { Finding, Problem } from '../domain/finding';
import { LineIndex } from '../text/line-index';
import { below } from './below';
import { globs } from './glob';
import type { PathTest } from './glob';
import { noPolicy, policyFileNames, readPolicy } from './policy';
import type { IgnoreEntry, Policy } from './policy';

interface PolicyFile {
  readonly path: string;
  readonly folder: string;
  readonly policy: Policy;
  readonly lines: LineIndex;
  readonly problems: readonly Problem[];
  readonly excludes: PathTest;
  readonly ignores: readonly { readonly entry: IgnoreEntry; readonly fits: PathTest }[];
}

/** A policy entry that counts for a document; `applies` looks at rule and subject. */
export interface PolicyIgnore {
  readonly entry: IgnoreEntry;
  applies(finding: Finding): boolean;
}

/** The policy files of a workspace. For every file the nearest one above it counts, alone. Paths are absolute with `/`. */
export class Policies {
  readonly #byFolder = new Map<string, PolicyFile>();

  constructor(readonly ruleIds: ReadonlySet<string>) {}

  /** Of two policy files in one folder the one whose name comes first in `policyFileNames` counts. */
  put(path: string, text: string): void {
    const folder = posix.dirname(path);
    const before = this.#byFolder.get(folder)?.path;
    if (before !== undefined && rank(before) < rank(path)) return;
    const { policy, problems } = readPolicy(text, this.ruleIds);
    const lines = new LineIndex(text);
    this.#byFolder.set(folder, {
      path,
      folder,
      policy,
      lines,
      problems: problems.map(({ code, message, start, end }) => ({
        path,
        code,
        message,
        range: lines.range({ start, end }),
      })),
      excludes: globs(policy.exclude),
      ignores: policy.ignore.map((entry) => ({
        entry,
        fits: entry.path === undefined ? () => true : globs([entry.path]),
      })),
    });
  }

  remove(path: string): void {
    const folder = posix.dirname(path);
    if (this.#byFolder.get(folder)?.path === path) this.#byFolder.delete(folder);
  }

  clear(): void {
    this.#byFolder.clear();
  }

  get paths(): readonly string[] {
    return [...this.#byFolder.values()].map(({ path }) => path);
  }

  policyFor(path: string): Policy {
    return this.#nearest(path)?.policy ?? noPolicy;
  }

  /** The policy file that counts for a path, if there is one. */
  fileFor(path: string): string | undefined {
    return this.#nearest(path)?.path;
  }

  /** Where an update reads advisories: a URL, or an absolute path. */
  advisorySourceFor(path: string): string | undefined {
    const nearest = this.#nearest(path);
    const source = nearest?.policy.advisorySource;
    return source === undefined || /^https?:/i.test(source) ? source : posix.resolve(nearest!.folder, source);
  }

  isExcluded(path: string): boolean {
    const nearest = this.#nearest(path);
    return nearest?.excludes(below(nearest.folder, path) ?? '') === true;
  }

  ignoresFor(path: string): readonly PolicyIgnore[] {
    const nearest = this.#nearest(path);
    if (!nearest) return [];
    const relative = below(nearest.folder, path) ?? '';
    return nearest.ignores
      .filter(({ fits }) => fits(relative))
      .map(({ entry }) => ({
        entry,
        applies: ({ rule, subject }) =>
          entry.rule === rule && (entry.subject === undefined || isAbout(entry.subject, subject)),
      }));
  }

  problemsOf(path: string): readonly Problem[] {
    const file = this.#byFolder.get(posix.dirname(path));
    return file?.path === path ? file.problems : [];
  }

  /** What is to be said of entries that a whole check found expired or without effect. */
  staleEntries(used: ReadonlySet<IgnoreEntry>, today: string): readonly Problem[] {
    return [...this.#byFolder.values()].flatMap(({ path, lines, policy }) =>
      policy.ignore.flatMap((entry): Problem[] => {
        const range = lines.range(entry.span);
        if (entry.until !== undefined && entry.until < today) {
          return [
            {
              path,
              code: 'ignore-expired',
              range,
              message: `This entry counted until ${entry.until}, so what it hid is shown again. Decide anew, or remove it.`,
            },
          ];
        }
        if (used.has(entry)) return [];
        return [
          {
            path,
            code: 'ignore-unused',
            range,
            message: `Nothing that ${entry.rule} finds fits this entry any more, so it can go.`,
          },
        ];
      }),
    );
  }

  #nearest(path: string): PolicyFile | undefined {
    if (this.#byFolder.size === 0) return undefined;
    for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
      const found = this.#byFolder.get(folder);
      if (found) return found;
      if (folder === posix.dirname(folder)) return undefined;
    }
  }
}

function rank(path: string): number {
  return (policyFileNames as readonly string[]).indexOf(posix.basename(path));
}

/** A purl without a version stands for every version. */
function isAbout(wanted: string, subject: string | undefined): boolean {
  return subject === wanted || subject?.startsWith(`${wanted}@`) === true;
}
