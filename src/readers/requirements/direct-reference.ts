import type { Clause } from '../../domain/mention';
import { wheelIn } from '../../packaging/wheel';
import type { Slice, Span } from '../../text/place';
import type { MappedText } from './mapped-text';

/** URLs and paths that stand in place of a name: https://pip.pypa.io/en/stable/cli/pip_install/#examples */

export interface DirectReference {
  /** From `#egg=` or the name of a wheel; absent where neither says it. */
  readonly name?: Slice;
  /** The version in the name of a wheel. */
  readonly clauses: readonly Clause[];
  readonly extras: readonly Slice[];
  readonly url: Slice;
  readonly problem?: Span & { readonly message: string };
}

const schemes =
  /^(?:https?|file|ftp|git\+(?:https?|ssh|git|file)|hg\+(?:https?|ssh|static-http|file)|svn\+(?:https?|ssh|svn|file)|bzr\+(?:https?|ssh|sftp|ftp|lp|file)):/i;
const archive = /\.(?:whl|zip|tar|tgz|tbz|txz|tlz|tar\.(?:gz|bz2|xz|lz|lzma)|xz)$/i;
const project = /[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?/y;

/** Whether a text begins as a URL that pip can read, or as one that it cannot. */
export function urlKind(text: string): 'known' | 'unknown' | undefined {
  if (schemes.test(text)) return 'known';
  return /^(?:[a-z][a-z0-9+.-]{0,30}:\/\/|(?:git|hg|svn|bzr)\+)/i.test(text) ? 'unknown' : undefined;
}

/** Whether pip takes a text for a path, which it does by its looks. */
export function isPath(text: string): boolean {
  const stem = withoutExtras(text);
  return /^(?:[./\\~]|[a-z]:[/\\])/i.test(stem) || (/^\S+$/.test(stem) && (/[/\\]/.test(stem) || archive.test(stem)));
}

/** Reads a URL, or a path with its extras; surrounding white space and a marker are cut off already. */
export function readDirectReference(source: MappedText): DirectReference {
  const bare = withoutExtras(source.text);
  const extras = urlKind(bare) === undefined && !bare.includes('#egg=') ? extrasOf(source, bare.length) : [];
  const url = source.slice(0, extras.length > 0 ? bare.length : source.length);
  return { extras, url, clauses: [], ...(fromEgg(source) ?? fromWheel(source.part(0, url.text.length))) };
}

function withoutExtras(text: string): string {
  const open = text.endsWith(']') ? text.lastIndexOf('[') : -1;
  return open > 0 ? text.slice(0, open) : text;
}

function extrasOf(source: MappedText, open: number): readonly Slice[] {
  const extras: Slice[] = [];
  const word = /[^\s,]+/g;
  word.lastIndex = open + 1;
  for (let found = word.exec(source.text); found; found = word.exec(source.text)) {
    const end = Math.min(found.index + found[0].length, source.length - 1);
    if (end > found.index) extras.push(source.slice(found.index, end));
  }
  return extras;
}

/** The name after `#egg=`. pip drops it from `file:` URLs that climb with `../`, and wants nothing but a name there. */
function fromEgg(source: MappedText): Partial<DirectReference> | undefined {
  const at = source.text.search(/[#&]egg=/);
  if (at < 0 || (/^file:/i.test(source.text) && source.text.includes('../'))) return undefined;
  const start = at + '#egg='.length;
  project.lastIndex = start;
  const name = project.exec(source.text)?.[0] ?? '';
  if (name === '') return undefined;
  const nameEnd = start + name.length;
  const ampersand = source.text.indexOf('&', start);
  const end = ampersand < 0 ? source.length : ampersand;
  const read = { name: source.slice(start, nameEnd) };
  if (end === nameEnd) return read;
  const close = source.text[nameEnd] === '[' ? source.text.indexOf(']', nameEnd) : -1;
  const message = 'Only a name can follow "#egg=", so pip refuses this line. Write "name[extra] @ URL" instead.';
  return {
    ...read,
    ...(close > 0 && close < end && { extras: extrasOf(source.part(0, close + 1), nameEnd) }),
    problem: { ...source.span(nameEnd, end), message },
  };
}

/** The name and version in the name of a wheel. */
function fromWheel(source: MappedText): Partial<DirectReference> | undefined {
  const wheel = wheelIn(source.text);
  if (!wheel) return undefined;
  const place = ({ text, start, end }: Slice): Slice => ({ text, ...source.span(start, end) });
  return { name: place(wheel.name), clauses: [{ operator: '==', version: place(wheel.version) }] };
}
