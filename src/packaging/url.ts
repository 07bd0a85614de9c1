/** The parts of a URL that rules judge; what it may hold of passwords is only told apart. */
export interface UrlParts {
  /** In lower case, with what stands before a `+`: `https`, `git+http`. */
  readonly scheme: string;
  /** What stands before the `@`, as written; it may hold a password. */
  readonly user?: string;
  /** In lower case, without the port; brackets of IPv6 addresses are kept. */
  readonly host: string;
  readonly port?: string;
  /** From the first slash behind the host, without query and fragment. */
  readonly path: string;
}

/** Reads a URL with a host (https://datatracker.ietf.org/doc/html/rfc3986#section-3); undefined for paths and where the host is filled in later. */
export function parseUrl(url: string): UrlParts | undefined {
  const found = /^([a-z][a-z0-9+.-]*):\/\/(?:([^/?#]*)@)?([\w.-]+|\[[\da-f:.]+\])(?::(\d*))?(?=[/?#]|$)([^?#]*)/i.exec(
    url,
  );
  if (!found) return undefined;
  const [, scheme, user, host, port, path] = found;
  const optional = { ...(user !== undefined && { user }), ...(port && { port }) };
  return { scheme: scheme!.toLowerCase(), host: host!.toLowerCase(), path: path!, ...optional };
}

/**
 * A Git repository on the web by its URL alone, `https://host/path`: without credentials, revision and ending, in whatever way it
 * is written (`git+ssh://git@host/a/b.git@main`, `git@host:a/b`). Undefined for what is none.
 */
export function repositoryUrl(url: string): string | undefined {
  const [, host, path] =
    /^(?:git\+)?(?:https?|ssh|git):\/\/(?:[^/?#@]*@)?([\w.-]+)(?::\d+)?\/([^?#@]+)/i.exec(url) ??
    /^(?:git\+)?[\w.-]+@([\w.-]+):([^?#@]+)/.exec(url) ??
    [];
  const name = path?.replace(/\/+$/, '').replace(/\.git$/, '');
  return host === undefined || !name ? undefined : `https://${host.toLowerCase()}/${name}`;
}

/** Whether a revision is a full commit hash (SHA-1 or SHA-256), which nobody can move to other code. */
export function isCommit(revision: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(revision);
}

/** Whether the fragment of a URL says what digest the file behind it has: `#sha256=…`, also among other words (`#egg=a&sha256=…`). */
export function hasDigest(url: string): boolean {
  const hash = url.indexOf('#');
  return (
    hash >= 0 &&
    url
      .slice(hash + 1)
      .split('&')
      .some((word) => /^sha(?:256|384|512)=[0-9a-f]/i.test(word))
  );
}

/** Whether a host is this machine: what is sent to it does not leave it. */
export function isThisMachine(host: string): boolean {
  return /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\])$/.test(host);
}
