import type { Document } from '../domain/document';
import type { Download } from '../domain/knowledge';
import type { Noted } from '../lookup/downloads';
import { below } from './below';

/** A folder that a call in a file downloads a repository of the Hub to. */
export interface DownloadFolder extends Pick<Download, 'kind' | 'name'> {
  /** Absolute. */
  readonly folder: string;
  /** Where the call pins one. */
  readonly commit?: string;
  /** Whether all of the repository is put there; else it may be any file of it, and others may stand beside. */
  readonly isWhole: boolean;
}

/** The folders that a document downloads repositories to, however its paths may be meant. */
export function downloadFoldersIn(
  document: Document,
  candidates: (path: string, name: string) => readonly string[],
): readonly DownloadFolder[] {
  return [...document.mentions('model'), ...document.mentions('dataset')].flatMap(
    ({ kind, name, revision, by, into }) => {
      if (!into) return [];
      const isWhole = by.endsWith('snapshot_download');
      const commit = revision && /^[0-9a-f]{40}$/.test(revision.text) ? { commit: revision.text } : {};
      return candidates(document.path, into.text).map((folder) => ({
        kind,
        name: name.text,
        folder,
        isWhole,
        ...commit,
      }));
    },
  );
}

/** Where a file comes from: the clone that it stands in, or the one repository that is downloaded to a folder above it. */
export function downloadOf(
  path: string,
  noted: Noted | undefined,
  folders: readonly DownloadFolder[],
): Download | undefined {
  const { workTree, download } = noted ?? {};
  if (workTree?.repository && workTree.commit !== undefined) {
    const { folder, commit, repository } = workTree;
    const file = below(folder, path);
    return file === undefined ? undefined : { ...repository, commit, file, folder };
  }
  const found = folders.flatMap(({ kind, name, folder, isWhole, commit: pinned }): readonly Download[] => {
    const file = below(folder, path);
    const isNoted = download?.folder === folder;
    const commit = isNoted ? (pinned ?? download.commit) : isWhole ? pinned : undefined;
    return file === undefined || commit === undefined ? [] : [{ kind, name, commit, file, folder }];
  });
  const [first, ...others] = found;
  const isOne = others.every(
    ({ name, commit, folder }) => name === first?.name && commit === first.commit && folder === first.folder,
  );
  return isOne ? first : undefined;
}
