import type { Span } from '../text/place';

/**
 * The place of a password or token in what stands before the `@` of a URL, counted from its start. Undefined for user
 * names alone, and for what stands there only until something fills it in.
 */
export function secretIn(user: string, scheme: string): Span | undefined {
  const colon = user.indexOf(':');
  const name = colon < 0 ? user : user.slice(0, colon);
  if (colon >= 0 && isSecret(user.slice(colon + 1))) return { start: colon + 1, end: user.length };
  return isToken(name) && !scheme.endsWith('ssh') ? { start: 0, end: name.length } : undefined;
}

/** A text without the passwords and tokens of the URLs in it, so that it can be shown. */
export function withoutSecrets(text: string): string {
  return text.replace(/(ssh)?:\/\/([^\s/?#]+)@/g, (written, scheme: string | undefined, user: string) => {
    const secret = secretIn(user, scheme ?? '');
    if (!secret) return written;
    const { start, end } = secret;
    return `${scheme ?? ''}://${user.slice(0, start)}****${user.slice(end)}@`;
  });
}

/** Words that examples have in place of a password, and `x-oauth-basic`, which says that the user name is the token. */
const stand =
  /^(?:(?:your|my|some|the)?[-_ ]?(?:password|passwd|pass|pwd|pw|secret|(?:access|api)?[-_]?token|api[-_]?key|key|pat|credentials?)|x-oauth-basic)$/i;

function isSecret(password: string): boolean {
  return password !== '' && !stand.test(password) && !isPlaceholder(password);
}

/** Variables and templates (`${X}`, `{{ x }}`, `<x>`, `%X%`), and what is blotted out (`***`, `xxx`, `...`). */
function isPlaceholder(text: string): boolean {
  return /[$<>{}]|%\(|^%\w+%$|^%s$|^([*x.•])\1*$/i.test(text);
}

/** By the marks that services put at the beginning, or by its looks: long, with digits and letters mixed. */
function isToken(name: string): boolean {
  if (isPlaceholder(name)) return false;
  if (/^(?:gh[pousr]_|github_pat_|glpat-|hf_|pypi-)[\w-]{8,}$/.test(name)) return true;
  return name.length >= 20 && /^[\w-]+$/.test(name) && /\d/.test(name) && /[a-z]/i.test(name);
}
