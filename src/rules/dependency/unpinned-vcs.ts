import type { PackageMention } from '../../domain/mention';
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
      '{name} comes from the default branch of its repository, so the next install may bring in something nobody has checked. {advice}',
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
      const { ecosystem, role, name, url, git, hashes } = mention;
      if (!url || (role !== 'requirement' && role !== 'constraint') || hashes.length > 0) continue;
      const origin = git ? writtenApart(url, git) : (repositoryIn(url) ?? archiveIn(url));
      const verdict = origin && judge(origin);
      if (!origin || !verdict) continue;
      const subject = name.text === '' ? referencePurl(url.text) : packagePurl(ecosystem, name.text);
      const data = {
        name: name.text || origin.name,
        revision: origin.revision,
        advice: git ? 'Add rev with a full commit hash.' : 'Put @ and a full commit hash behind the URL.',
      };
      report(origin.place, verdict, data, subject === undefined ? {} : { subject });
    }
  },
});

interface Origin {
  /** The last part of the repository's path. */
  readonly name: string;
  readonly revision?: string;
  /** What the file calls the revision, where it says so. */
  readonly by?: 'rev' | 'tag' | 'branch';
  /** The revision; the whole URL where there is none. */
  readonly place: Span;
}

/** A URL for pip with Git in front: https://pip.pypa.io/en/stable/topics/vcs-support/ */
function repositoryIn(url: Slice): Origin | undefined {
  const head = /^(?:git\+(?:https?|ssh|git)|git):\/\/[^/?#]*/i.exec(url.text)?.[0];
  if (head === undefined) return undefined;
  const path = url.text.slice(head.length).split(/[?#]/, 1)[0]!;
  const at = path.lastIndexOf('@');
  if (at < 0 || at === path.length - 1) return { name: nameIn(at < 0 ? path : path.slice(0, at)), place: url };
  return { name: nameIn(path.slice(0, at)), ...revisionAt(url, head.length + at + 1, path.slice(at + 1)) };
}

/** An archive that GitHub makes of any revision. */
function archiveIn(url: Slice): Origin | undefined {
  const [, head = '', name = '', revision = ''] =
    /^(https:\/\/github\.com\/[^/?#]+\/([^/?#]+)\/(?:archive|zipball|tarball)\/(?:refs\/(?:heads|tags)\/)?)([^?#]+?)(?:\.zip|\.tar\.gz)?$/.exec(
      url.text,
    ) ?? [];
  return head === '' ? undefined : { name, ...revisionAt(url, head.length, revision) };
}

function revisionAt(url: Slice, at: number, revision: string): Pick<Origin, 'revision' | 'place'> {
  const isPlain = url.end - url.start === url.text.length;
  return { revision, place: isPlain ? { start: url.start + at, end: url.start + at + revision.length } : url };
}

/** A repository in a table, with keys of their own for the revision. */
function writtenApart(url: Slice, { revision, by }: NonNullable<PackageMention['git']>): Origin {
  const name = nameIn(url.text);
  return revision ? { name, revision: revision.text, place: revision, ...(by && { by }) } : { name, place: url };
}

function nameIn(path: string): string {
  const last = path.split(/[/:]/).findLast((part) => part !== '') ?? path;
  return last.replace(/\.git$/, '');
}

/** Undefined where the revision is a full commit hash (SHA-1 or SHA-256), or is filled in by something that runs later. */
function judge({ revision, by }: Origin): 'default' | 'branch' | 'tag' | 'either' | 'short' | undefined {
  if (revision === undefined) return 'default';
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(revision) || /[${}<>%]/.test(revision)) return undefined;
  if (by === 'branch' || by === 'tag') return by;
  if (/^[0-9a-f]{7,39}$/i.test(revision)) return 'short';
  if (branches.test(revision)) return 'branch';
  return tags.test(revision) ? 'tag' : 'either';
}

/** Names that branches have by custom. */
const branches = /^(?:main|master|trunk|dev|develop|development|head|nightly|refs\/heads\/.+)$/i;
/** Names that tags have by custom: versions. */
const tags =
  /^(?:refs\/tags\/.+|(?:release[-_/])?v?\d+(?:\.\d+)+(?:[-_.]?(?:alpha|beta|post|dev|rc|a|b)[-_.]?\d*){0,2})$/i;
