import type { Slice } from '../text/place';

/**
 * The part of a URL that says where a service is, without what may be a secret: no query, and no path from the first
 * long token on. Undefined for what is no plain URL, and for URLs with a user name or password.
 */
export function withoutSecrets(url: Slice | undefined): Slice | undefined {
  if (!url) return undefined;
  if (url.end - url.start !== url.text.length) return undefined;
  const [origin] = /^(?:https?|wss?):\/\/[\w.[\]:-]+(?=[/?#]|$)/i.exec(url.text) ?? [];
  if (origin === undefined) return undefined;
  let length = origin.length;
  const [path = ''] = /^[^?#]*/.exec(url.text.slice(length)) ?? [];
  for (const [segment] of path.matchAll(/\/[^/]*/g)) {
    if (segment.length > 20 || /[^\w./~-]/.test(segment)) break;
    length += segment.length;
  }
  return { text: url.text.slice(0, length), start: url.start, end: url.start + length };
}
