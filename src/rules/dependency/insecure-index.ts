import type { Document } from '../../domain/document';
import type { Fix } from '../../domain/finding';
import { indexStanding } from '../../facts/package-indexes';
import { hasDigest, isCommit, isThisMachine, parseUrl, type UrlParts } from '../../packaging/url';
import type { Slice, Span } from '../../text/place';
import { rule } from '../rule';
import { lineRemoval } from './line-removal';
import { lockFiles, requirementFiles } from './package-files';
import { secretIn } from '../../packaging/url-secret';

/** Without encryption, or with a password for all to read, others can decide what is installed. */
export const insecureIndex = rule({
  id: 'dependency/insecure-index',
  title: 'Packages come over an unprotected connection, or a password stands in the file',
  severity: 'warning',
  fix: 'safe',
  reads: [...requirementFiles, ...lockFiles],
  messages: {
    plain: '{host} is reached without encryption, so anyone on the way can put in other packages. Use https.',
    trusted:
      'The certificate of {host} is not checked, so anyone on the way can put in other packages. Remove --trusted-host; pip takes a certificate of your own with --cert.',
    secret: {
      text: 'A password or token for {host} stands in this file, so everyone who can read the file can use it. Revoke it, and give the new one by a variable of the environment.',
      severity: 'error',
    },
  },
  check(document, { report }) {
    const urls = sources(document);
    for (const source of urls) {
      const { url, parts, isVerified } = source;
      const { host } = parts;
      const secret = secretSpan(source);
      if (secret) report(secret, 'secret', { host }, { fixes: readFromEnvironment(document, source, secret) });
      if (isPlain(parts) && !isVerified) report(url, 'plain', { host }, { fixes: encrypt(document, source) });
    }
    const plainHosts = urls.filter(({ parts }) => isPlain(parts)).map(({ parts }) => parts.host);
    for (const mention of document.mentions('install-option')) {
      const host =
        mention.option === 'trusted-host' ? parseUrl(`https://${mention.value?.text ?? ''}`)?.host : undefined;
      if (host === undefined || isThisMachine(host)) continue;
      // Without encryption pip takes nothing from a host that it is not told to trust: that comes first.
      const fixes = plainHosts.includes(host) ? [] : lineRemoval(document, mention.whole, 'Remove --trusted-host');
      report(mention.whole, 'trusted', { host }, { fixes });
    }
  },
});

interface Source {
  readonly url: Slice;
  readonly parts: UrlParts;
  /** What comes from there has to fit a hash or commit of this file, so others cannot change it. */
  readonly isVerified: boolean;
}

function sources(document: Document): readonly Source[] {
  const indexes = document.mentions('index').map(({ url }) => ({ url, isVerified: false }));
  const packages = document.mentions('package').flatMap(({ url, git, hashes }) => {
    if (!url) return [];
    const commit = git?.revision?.text ?? /@([0-9a-f]{40,64})(?:[?#]|$)/i.exec(url.text)?.[1] ?? '';
    const isVerified = hashes.length > 0 || hasDigest(url.text) || isCommit(commit);
    return [{ url, isVerified }];
  });
  return [...indexes, ...packages].flatMap((source) => {
    const parts = parseUrl(source.url.text);
    return parts ? [{ ...source, parts }] : [];
  });
}

function isPlain({ scheme, host }: UrlParts): boolean {
  return /^(?:.+\+)?(?:http|ftp|git)$/.test(scheme) && !isThisMachine(host);
}

/** Safe where the host is known to speak https; elsewhere a person has to know. Other ports may be of http alone. */
function encrypt({ path }: Document, { url, parts }: Source): readonly Fix[] {
  const { scheme, host, port } = parts;
  if (!isExact(url) || !scheme.endsWith('http') || port !== undefined) return [];
  const isKnown = indexStanding(host, parts.path) !== undefined || /^(?:github|gitlab)\.com$/.test(host);
  const at = url.start + scheme.length;
  const edits = [{ path, start: at, end: at, newText: 's' }];
  return [{ title: `Use https for ${host}`, safety: isKnown ? 'safe' : 'suggested', edits }];
}

/** Where the secret stands in the file; the whole URL where that cannot be told. */
function secretSpan({ url, parts }: Source): Span | undefined {
  const secret = parts.user === undefined ? undefined : secretIn(parts.user, parts.scheme);
  if (!secret || !isExact(url)) return secret && url;
  const start = url.start + parts.scheme.length + '://'.length;
  return { start: start + secret.start, end: start + secret.end };
}

/** pip fills in variables in requirements files: https://pip.pypa.io/en/stable/reference/requirements-file-format/#using-environment-variables */
function readFromEnvironment({ kind, path }: Document, { url }: Source, { start, end }: Span): readonly Fix[] {
  if (kind !== 'requirements' || !isExact(url)) return [];
  const edits = [{ path, start, end, newText: '${INDEX_PASSWORD}' }];
  return [{ title: 'Read it from the variable INDEX_PASSWORD', safety: 'suggested', edits }];
}

/** Whether the text stands in the file as it is, so that its parts can be found there. */
function isExact({ start, end, text }: Slice): boolean {
  return end - start === text.length;
}
