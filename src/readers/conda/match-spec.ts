import type { Clause } from '../../domain/mention';
import { slice, trimmed, type Slice } from '../../text/place';

/** What a match specification of conda asks for; offsets count in its text. */
export interface MatchSpec {
  readonly channel?: Slice;
  readonly name: Slice;
  /** The versions as written, without the build. */
  readonly specifier?: Slice;
  readonly clauses: readonly Clause[];
}

const longest = 1000;

/**
 * Reads a match specification such as `conda-forge::numpy=1.26.*` or `python 3.11.4 h7a1cb2a_0`; undefined for what is none.
 * https://docs.conda.io/projects/conda/en/latest/user-guide/concepts/pkg-specs.html#package-match-specifications
 */
export function parseMatchSpec(text: string): MatchSpec | undefined {
  const found = /^\s*(?:([\w./:-]+)::)?([A-Za-z0-9_][\w.-]*)\s*(?=$|[\s=<>!~[])/.exec(text.slice(0, longest));
  if (!found || text.length > longest) return undefined;
  const [whole, channel, name] = found as unknown as [string, string | undefined, string];
  const channelStart = whole.length - whole.trimStart().length;
  const nameStart = channel === undefined ? channelStart : channelStart + channel.length + '::'.length;
  return {
    name: slice(text, nameStart, nameStart + name.length),
    ...versions(text, nameStart + name.length),
    ...(channel !== undefined && { channel: slice(text, channelStart, channelStart + channel.length) }),
  };
}

type Versions = Pick<MatchSpec, 'specifier' | 'clauses'>;

/** A version beside which a build stands, or that stands behind a space, is exactly meant. */
const exact = [/^(\s*={1,2}\s*)([^\s=<>!~,|[]+)=[^\s=[]+/, /^(\s+)([\w.!+*-]+)(?:\s+[^\s=<>!~[]+)?\s*(?:\[|$)/];
const inBrackets = /^(\s*\[[^\]]*?\bversion\s*=\s*['"]?)([^'"\]]+)/;

function versions(text: string, at: number): Versions {
  const rest = text.slice(at);
  for (const pattern of exact) {
    const found = pattern.exec(rest);
    if (!found) continue;
    const version = slice(text, at + found[1]!.length, at + found[1]!.length + found[2]!.length);
    if (version.text === '*') return { clauses: [] };
    return { specifier: trimmed(slice(text, at, version.end)), clauses: [{ operator: '==', version }] };
  }
  const bracket = inBrackets.exec(rest);
  const start = at + (bracket?.[1]!.length ?? 0);
  const written = trimmed(slice(text, start, start + (bracket?.[2] ?? /^[^[]*/.exec(rest)![0]).length));
  if (written.text === '') return { clauses: [] };
  const specifier = condaClauses(written.text) ? written : withoutBuild(written);
  const clauses = (condaClauses(specifier.text) ?? []).map(({ operator, version: { text: version, ...span } }) => ({
    operator,
    version: { text: version, start: span.start + specifier.start, end: span.end + specifier.start },
  }));
  return { specifier, clauses };
}

/** `>=1.8 *_openblas` ends in a build. */
function withoutBuild(written: Slice): Slice {
  const shorter = written.text.replace(/\s+[^\s=<>!~,]+$/, '');
  return condaClauses(shorter) ? { ...written, text: shorter, end: written.start + shorter.length } : written;
}

/**
 * The clauses of a version constraint of conda, in its own terms: `=1.2` is not `==1.2` but everything that begins so.
 * None for `*` and for alternatives (`|`); undefined where it is no constraint.
 */
export function condaClauses(constraint: string): readonly Clause[] | undefined {
  if (constraint.length > longest) return undefined;
  if (constraint.includes('|') || constraint.trim() === '*') return [];
  const clauses: Clause[] = [];
  for (const { 0: part, index } of constraint.matchAll(/[^,]+/g)) {
    const found = /^\s*(==|=|!=|>=|<=|~=|>|<|)\s*([A-Za-z0-9][\w.!+*-]*|\*)\s*$/.exec(part);
    if (!found) return undefined;
    const start = index + part.lastIndexOf(found[2]!);
    const operator = found[1] === '' ? '==' : found[1]!;
    if (found[2] !== '*') clauses.push({ operator, version: slice(constraint, start, start + found[2]!.length) });
  }
  return clauses;
}
