import type { PackageMention } from '../domain/mention';
import { repositoryUrl } from '../packaging/url';

/** A branch or tag of a repository; `HEAD` for its default branch. */
export interface GitReference {
  /** As `repositoryUrl` writes it. */
  readonly url: string;
  readonly ref: string;
}

const longestLine = 65_520;

/**
 * The repository on the web that a package comes from, if what it takes from there can move. What is reached by SSH or with
 * credentials is not public, and a host by its number, or without a dot, may be one of an inner network.
 */
export function gitReferenceOf({ url, git }: PackageMention): GitReference | undefined {
  const [, path, revision] =
    /^(?:git\+)?https:\/\/(?:[\w-]+\.)+[a-z]{2,}(\/[^?#@]+)(?:@([^?#]+))?/i.exec(url?.text ?? '') ?? [];
  const isGit = git !== undefined || url?.text.startsWith('git+') === true;
  const repository = isGit && path !== undefined ? repositoryUrl(url!.text) : undefined;
  const ref = (git ? git.revision?.text : revision) ?? 'HEAD';
  return repository === undefined || !isRef(ref) ? undefined : { url: repository, ref };
}

/** Where a server of Git lists what its repository has: https://git-scm.com/docs/http-protocol */
export function referencesUrl(repository: string): string {
  return `${repository}.git/info/refs?service=git-upload-pack`;
}

/** The commit of a branch, tag or `HEAD` in the list that a server gives; an annotated tag stands for the commit that it is on. A name that is both is neither. */
export function commitIn(answer: Uint8Array, ref: string): string | undefined {
  const commits = new Map(lines(answer).flatMap((line) => reference(line)));
  if (ref === 'HEAD' || ref.startsWith('refs/')) return commits.get(`${ref}^{}`) ?? commits.get(ref);
  const tag = commits.get(`refs/tags/${ref}^{}`) ?? commits.get(`refs/tags/${ref}`);
  const branch = commits.get(`refs/heads/${ref}`);
  return tag !== undefined && branch !== undefined && tag !== branch ? undefined : (tag ?? branch);
}

function reference(line: string): readonly (readonly [name: string, commit: string])[] {
  const [, commit, name] = /^([0-9a-f]{40}(?:[0-9a-f]{24})?) ([^\0\n]+)/.exec(line) ?? [];
  return commit === undefined || name === undefined ? [] : [[name, commit]];
}

/** Each line has its own length, itself included, in four hexadecimal digits before it: https://git-scm.com/docs/protocol-common */
function lines(answer: Uint8Array): readonly string[] {
  const text = new TextDecoder('latin1').decode(answer);
  const found: string[] = [];
  for (let at = 0; at + 4 <= text.length;) {
    const length = /^[0-9a-f]{4}$/i.test(text.slice(at, at + 4)) ? parseInt(text.slice(at, at + 4), 16) : NaN;
    if (length === 0) at += 4;
    else if (length >= 4 && length <= longestLine) {
      found.push(text.slice(at + 4, at + length));
      at += length;
    } else break;
  }
  return found;
}

/** https://git-scm.com/docs/git-check-ref-format; what is a commit does not move. */
function isRef(text: string): boolean {
  return /^[\w][\w./+-]{0,199}$/.test(text) && !text.includes('..') && !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text);
}
