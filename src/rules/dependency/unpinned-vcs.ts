import { packagePurl, referencePurl } from '../../packaging/purl';
import type { Slice, Span } from '../../text/place';
import { rule } from '../rule';
import { requirementFiles } from './package-files';

/** A package that is taken from a repository without a commit is whatever was pushed there last. */
export const unpinnedVcs = rule({
  id: 'dependency/unpinned-vcs',
  title: 'A package comes from a Git repository without a commit',
  severity: 'warning',
  fix: 'none',
  reads: requirementFiles,
  messages: {
    default:
      '{name} comes from the default branch of its repository, so the next install may bring in something nobody has checked. Put @ and a full commit hash behind the URL.',
    branch:
      '{name} comes from the branch {revision}, so the next install may bring in something nobody has checked. Name a full commit hash instead.',
    tag: {
      text: '{name} comes from {revision}, which looks like a tag, and tags can be moved to other code. Name a full commit hash instead.',
      severity: 'info',
    },
    either:
      '{name} comes from {revision}, a branch or tag that can be moved to other code. Name a full commit hash instead.',
    short: {
      text: '{name} comes from {revision}, a shortened commit hash; a branch or tag of this name would be taken in its place. Name the full hash.',
      severity: 'info',
    },
  },
  check(document, { report }) {
    for (const mention of document.mentions('package')) {
      const { url, hashes } = mention;
      if (!url || (mention.role !== 'requirement' && mention.role !== 'constraint') || hashes.length > 0) continue;
      const origin = repositoryOf(url.text);
      const verdict = origin && judge(origin.revision);
      if (!origin || !verdict) continue;
      const { name } = mention;
      const subject = name.text === '' ? referencePurl(url.text) : packagePurl(mention.ecosystem, name.text);
      report(
        placeOf(url, origin),
        verdict,
        { name: name.text || origin.name, revision: origin.revision },
        subject === undefined ? {} : { subject },
      );
    }
  },
});

interface Repository {
  /** The last part of its path. */
  readonly name: string;
  readonly revision?: string;
  /** Where the revision begins in the URL. */
  readonly at?: number;
}

/** A URL for pip with Git in front (https://pip.pypa.io/en/stable/topics/vcs-support/), or an archive that a forge makes of a revision. */
function repositoryOf(url: string): Repository | undefined {
  const head = /^(?:git\+(?:https?|ssh|git)|git):\/\/[^/?#]*/i.exec(url)?.[0];
  if (head === undefined) return archiveOf(url);
  const path = url.slice(head.length).split(/[?#]/, 1)[0]!;
  const at = path.lastIndexOf('@');
  const name = nameIn(at < 0 ? path : path.slice(0, at));
  return at < 0 || at === path.length - 1 ? { name } : { name, revision: path.slice(at + 1), at: head.length + at + 1 };
}

function archiveOf(url: string): Repository | undefined {
  const found =
    /^(https:\/\/github\.com\/[^/?#]+\/([^/?#]+)\/(?:archive|zipball|tarball)\/(?:refs\/(?:heads|tags)\/)?)([^?#]+?)(?:\.zip|\.tar\.gz)?$/.exec(
      url,
    );
  return found ? { name: found[2]!, revision: found[3]!, at: found[1]!.length } : undefined;
}

function nameIn(path: string): string {
  return /([^/]+?)(?:\.git)?\/*$/.exec(path)?.[1] ?? path;
}

/** Undefined where the revision is a full commit hash (SHA-1 or SHA-256), or is filled in by something that runs later. */
function judge(revision: string | undefined): 'default' | 'branch' | 'tag' | 'either' | 'short' | undefined {
  if (revision === undefined) return 'default';
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(revision) || /[${}<>%]/.test(revision)) return undefined;
  if (/^(?:main|master|trunk|dev|develop|development|head|nightly|refs\/heads\/.+)$/i.test(revision)) return 'branch';
  if (
    /^(?:refs\/tags\/.+|(?:release[-_/])?v?\d+(?:\.\d+)+(?:[-_.]?(?:a|b|rc|alpha|beta|post|dev)[-_.]?\d*)*)$/i.test(
      revision,
    )
  )
    return 'tag';
  return /^[0-9a-f]{7,39}$/i.test(revision) ? 'short' : 'either';
}

function placeOf(url: Slice, { revision, at }: Repository): Span {
  const isPlain = url.end - url.start === url.text.length;
  if (revision === undefined || at === undefined || !isPlain) return url;
  return { start: url.start + at, end: url.start + at + revision.length };
}
