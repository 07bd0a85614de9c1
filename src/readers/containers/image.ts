import type { PackageMention } from '../../domain/mention';
import { slice, type Slice, type Span } from '../../text/place';
import { packageMention } from '../package-mention';

const longest = 512;
const template = /[${}<>%]/;

/**
 * A container image as it is named in `FROM` and `image:`, `[registry/]name[:tag][@digest]`. Undefined for names that
 * something else fills in. https://github.com/distribution/reference
 */
export function imageNamed(written: Slice, whole: Span = written): PackageMention | undefined {
  const { text, start, end } = written;
  if (text.length > longest || end - start !== text.length) return undefined;
  const digestAt = text.indexOf('@');
  const named = digestAt < 0 ? text : text.slice(0, digestAt);
  const colon = colonOfTag(named);
  const name = named.slice(0, colon);
  if (!isImageName(name) || name === 'scratch') return undefined;

  const part = (from: number, to: number): Slice => {
    const { text: piece } = slice(text, from, to);
    return { text: piece, start: start + from, end: start + to };
  };
  const from = Math.min(colon, named.length) + 1;
  const specifier = from <= text.length ? part(from, text.length) : undefined;
  const version = digestAt >= 0 ? part(digestAt + 1, text.length) : specifier;
  const clauses = version && version.text !== '' ? [{ operator: '==', version }] : [];
  return packageMention(part(0, name.length), { ecosystem: 'docker', specifier, clauses, whole });
}

/** Whether a text can name an image; a template stands for something that is not known. */
export function isImageName(name: string): boolean {
  if (name.length > longest || template.test(name)) return false;
  return /^(?:[\w.-]+(?::\d+)?\/)?[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)*$/.test(name);
}

/** Where the colon of the tag stands, which may be that of a template such as `${TAG:-latest}`; the end if there is none. */
function colonOfTag(named: string): number {
  const templateAt = named.search(/[${]/);
  const searched = templateAt < 0 ? named : named.slice(0, templateAt);
  const colon = searched.indexOf(':', searched.lastIndexOf('/') + 1);
  return colon < 0 ? named.length : colon;
}
