import type { Document } from '../../domain/document';
import type { Fix } from '../../domain/finding';
import type { Knowledge } from '../../domain/knowledge';
import { packagePurl, referencePurl } from '../../packaging/purl';
import { isCommit, repositoryUrl } from '../../packaging/url';
import { rule } from '../rule';
import { sourceOf, type Source } from './git-source';
import { requirementFiles } from './package-files';

/** A package that is taken from a repository without a commit is whatever was pushed there last. */
export const unpinnedVcs = rule({
  id: 'dependency/unpinned-vcs',
  title: 'A package comes from a Git repository without a commit',
  severity: 'warning',
  fix: 'suggested',
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
  check(document, { known, report }) {
    for (const mention of document.mentions('package')) {
      const { ecosystem, role, name, url, git, hashes } = mention;
      if (!url || (role !== 'requirement' && role !== 'constraint') || hashes.length > 0) continue;
      const source = sourceOf(document, mention);
      const verdict = source && judge(source);
      if (!source || !verdict) continue;
      const subject = name.text === '' ? referencePurl(url.text) : packagePurl(ecosystem, name.text);
      const data = {
        name: name.text || source.name,
        revision: source.revision,
        advice: git ? 'Add rev with a full commit hash.' : 'Put @ and a full commit hash behind the URL.',
      };
      const fixes = pinned(document, source, known);
      report(source.place, verdict, data, { ...(subject !== undefined && { subject }), fixes });
    }
  },
});

/** The commit that the lock chose, or that the branch or tag points to now. */
function pinned({ path }: Document, { repository, pin, revision }: Source, known: Knowledge): readonly Fix[] {
  const url = repositoryUrl(repository);
  const found =
    known.lockedCommit(path, repository) ??
    (url === undefined ? undefined : known.commitOfGit(url, revision ?? 'HEAD'));
  if (!pin || !found || !isCommit(found.commit)) return [];
  const title = `Pin to commit ${found.commit.slice(0, 7)} (from ${found.source})`;
  return [{ title, safety: 'suggested', edits: [{ path, ...pin(found.commit) }] }];
}

/** Undefined where the revision is a full commit hash (SHA-1 or SHA-256), or is filled in by something that runs later. */
function judge({ revision, by }: Source): 'default' | 'branch' | 'tag' | 'either' | 'short' | undefined {
  if (revision === undefined) return 'default';
  if (isCommit(revision) || /[${}<>%]/.test(revision)) return undefined;
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
