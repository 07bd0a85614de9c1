import { posix } from 'node:path';
import type { Document } from '../domain/document';
import type { Files } from '../host/ports';
import { atOnce } from './at-once';
import { workTreeAt, type WorkTree } from './work-tree';

/** What is noted on this machine about how a weight file came here. */
export interface Noted {
  /** The Git work tree that it stands in. */
  readonly workTree?: WorkTree;
  /** What the Hub's library writes down where it downloads to a folder. It does not say from which repository. */
  readonly download?: { readonly folder: string; readonly commit: string };
}

const mostFolders = 24;

/** How weight files came here, as Git and the Hub's library have noted it beside them. Looks only at files that are not known to be safe. */
export class Downloads {
  readonly #noted = new Map<string, { readonly of: Document; readonly noted: Noted }>();

  constructor(private readonly files: Files) {}

  noted(path: string): Noted | undefined {
    return this.#noted.get(path)?.noted;
  }

  /** A file that was read anew is looked after anew, too. */
  async open(documents: readonly Document[]): Promise<void> {
    const fresh = documents.filter(
      (document) =>
        document.reading.weights !== undefined &&
        document.reading.weights.scan?.verdict !== 'safe' &&
        this.#noted.get(document.path)?.of !== document,
    );
    const trees = new Map<string, Promise<WorkTree | undefined>>();
    await atOnce(fresh, async (document) => {
      this.#noted.set(document.path, { of: document, noted: await this.#look(document.path, trees) });
    });
  }

  async #look(path: string, trees: Map<string, Promise<WorkTree | undefined>>): Promise<Noted> {
    let workTree: WorkTree | undefined;
    let download: Noted['download'];
    for (const folder of foldersAbove(path)) {
      if (!trees.has(folder)) trees.set(folder, workTreeAt(this.files, folder));
      workTree ??= await trees.get(folder);
      download ??= await this.#downloadedTo(folder, path);
      if (workTree) break;
    }
    return { ...(workTree && { workTree }), ...(download && { download }) };
  }

  /** https://huggingface.co/docs/huggingface_hub/guides/download#download-files-to-a-local-folder: the commit stands in the first line. */
  async #downloadedTo(folder: string, path: string): Promise<Noted['download']> {
    const note = `${folder}/.cache/huggingface/download/${posix.relative(folder, path)}.metadata`;
    const bytes = await this.files.read(note, 1024).catch(() => undefined);
    const [commit] = bytes ? new TextDecoder().decode(bytes).split('\n') : [];
    return commit !== undefined && /^[0-9a-f]{40}$/.test(commit) ? { folder, commit } : undefined;
  }
}

/** From the folder of a file upwards. */
function* foldersAbove(path: string): Generator<string> {
  let folder = posix.dirname(path);
  for (let count = 0; count < mostFolders && folder !== posix.dirname(folder); count++) {
    yield folder;
    folder = posix.dirname(folder);
  }
}
