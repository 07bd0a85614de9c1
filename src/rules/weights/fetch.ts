import type { Command } from '../../domain/finding';
import type { Knowledge } from '../../domain/knowledge';
import { shellWord } from '../../text/shell-word';
import { nameOf, type SpokenOf } from './spoken-of';

/** The commands that fetch a weight file anew from where it came from, as it was at the commit that is known; none where it is not. */
export function fetchAnew(spoken: SpokenOf, known: Knowledge): readonly Command[] {
  return [...fromGitLfs(spoken, known), ...fromHub(spoken, known)];
}

/** https://github.com/git-lfs/git-lfs/blob/main/docs/man/git-lfs-pull.adoc; patterns count from the top of the work tree. */
function fromGitLfs({ path, facts }: SpokenOf, known: Knowledge): readonly Command[] {
  const folder = facts.format === 'lfs-pointer' ? known.workTreeOf(path) : undefined;
  const pattern = folder === undefined ? undefined : shellWord(path.slice(folder.length + 1));
  if (folder === undefined || pattern === undefined) return [];
  return [{ title: `Fetch ${nameOf(path)} with Git LFS`, line: `git lfs pull --include=${pattern}`, folder }];
}

/** https://huggingface.co/docs/huggingface_hub/guides/cli#hf-download */
function fromHub({ path }: SpokenOf, known: Knowledge): readonly Command[] {
  const download = known.downloadOf(path);
  if (!download) return [];
  const { kind, name, commit, file, folder } = download;
  const words = [shellWord(name), shellWord(file)];
  if (words.includes(undefined)) return [];
  const type = kind === 'dataset' ? ' --repo-type dataset' : '';
  return [
    {
      title: `Download ${nameOf(path)} again from ${name} at ${commit.slice(0, 7)}`,
      line: `hf download ${words.join(' ')}${type} --revision ${commit} --local-dir .`,
      folder,
    },
  ];
}
