import type { Document } from '../../domain/document';
import type { PackageMention } from '../../domain/mention';
import type { TextEdit } from '../../text/edit';
import type { Slice, Span } from '../../text/place';

/** Where a package that comes from a repository names it, and its revision. */
export interface Source {
  /** The last part of the repository's path. */
  readonly name: string;
  /** The URL of the repository, in any way of writing. */
  readonly repository: string;
  readonly revision?: string;
  /** What the file calls the revision, where it says so. */
  readonly by?: 'rev' | 'tag' | 'branch';
  /** The revision; the whole URL where there is none. */
  readonly place: Span;
  /** The edit that puts a commit there, up to its path; absent where it cannot be told. */
  readonly pin?: (commit: string) => TextEdit;
}

/** Undefined where a package does not come from a Git repository. */
export function sourceOf(document: Document, { url, git }: PackageMention): Source | undefined {
  if (!url) return undefined;
  return git ? writtenApart(document, url, git) : (repositoryIn(url) ?? archiveIn(url));
}

/** A URL for pip with Git in front: https://pip.pypa.io/en/stable/topics/vcs-support/ */
function repositoryIn(url: Slice): Source | undefined {
  const head = /^(?:git\+(?:https?|ssh|git)|git):\/\/[^/?#]*/i.exec(url.text)?.[0];
  if (head === undefined) return undefined;
  const path = url.text.slice(head.length).split(/[?#]/, 1)[0]!;
  const at = path.lastIndexOf('@');
  const about = { name: nameIn(at < 0 ? path : path.slice(0, at)), repository: url.text };
  const end = head.length + path.length;
  if (at >= 0 && at < path.length - 1) return { ...about, ...revisionAt(url, head.length + at + 1, end) };
  return { ...about, place: url, ...pinAt(url, end, end, at < 0 ? '@' : '') };
}

/** An archive that GitHub makes of any revision. */
function archiveIn(url: Slice): Source | undefined {
  const [, head = '', name = '', kind = '', revision = ''] =
    /^(https:\/\/github\.com\/[^/?#]+\/([^/?#]+)\/(?:archive|zipball|tarball)\/)(refs\/(?:heads|tags)\/)?([^?#]+?)(?:\.zip|\.tar\.gz)?$/.exec(
      url.text,
    ) ?? [];
  if (head === '') return undefined;
  const start = head.length + kind.length;
  const end = start + revision.length;
  const by = kind === '' ? {} : ({ by: kind === 'refs/heads/' ? 'branch' : 'tag' } as const);
  const repository = head.replace(/\/\w+\/$/, '');
  return { name, repository, ...revisionAt(url, start, end), ...by, ...pinAt(url, head.length, end) };
}

function revisionAt(url: Slice, start: number, end: number): Pick<Source, 'revision' | 'place' | 'pin'> {
  const place = isExact(url) ? { start: url.start + start, end: url.start + end } : url;
  return { revision: url.text.slice(start, end), place, ...pinAt(url, start, end) };
}

function pinAt(url: Slice, start: number, end: number, before = ''): Pick<Source, 'pin'> {
  if (!isExact(url)) return {};
  const span = { start: url.start + start, end: url.start + end };
  return { pin: (commit) => ({ ...span, newText: before + commit }) };
}

function isExact({ start, end, text }: Slice): boolean {
  return end - start === text.length;
}

/** A repository in a table, with keys of their own for the revision. */
function writtenApart(
  { kind, text }: Document,
  url: Slice,
  { revision, by }: NonNullable<PackageMention['git']>,
): Source {
  const about = { name: nameIn(url.text), repository: url.text };
  const key = kind === 'pipfile' ? 'ref' : 'rev';
  if (!revision || revision.text === '') return { ...about, place: url, ...keyBehind(text, url, key) };
  const written = /\w+(\s*=\s*["'])$/.exec(text.slice(Math.max(0, revision.start - longestKey), revision.start));
  const start = revision.start - (written?.[0].length ?? 0);
  const pin = (commit: string) => ({ start, end: revision.end, newText: key + written![1]! + commit });
  return {
    ...about,
    revision: revision.text,
    place: revision,
    ...(by && { by }),
    ...(written && isExact(revision) && { pin }),
  };
}

const longestKey = 40;

/** A key more behind that of the repository: on a line of its own, unless the table stands on one line. */
function keyBehind(text: string, url: Slice, key: string): Pick<Source, 'pin'> {
  const quote = text[url.end];
  if (!isExact(url) || (quote !== '"' && quote !== "'")) return {};
  const line = text.slice(text.lastIndexOf('\n', url.start) + 1, url.start);
  const between = line.includes('{') ? ', ' : text[text.indexOf('\n', url.end) - 1] === '\r' ? '\r\n' : '\n';
  const at = url.end + 1;
  return { pin: (commit) => ({ start: at, end: at, newText: `${between}${key} = ${quote}${commit}${quote}` }) };
}

function nameIn(path: string): string {
  const last = path.split(/[/:]/).findLast((part) => part !== '') ?? path;
  return last.replace(/\.git$/, '');
}
