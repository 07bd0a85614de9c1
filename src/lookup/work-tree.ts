import type { Files } from '../host/ports';

/** A Git work tree, as far as its own files say without running Git: https://git-scm.com/docs/gitrepository-layout */
export interface WorkTree {
  /** Absolute. */
  readonly folder: string;
  /** What `HEAD` points to. */
  readonly commit?: string;
  /** The repository of the Hub that it was cloned from. */
  readonly repository?: { readonly kind: 'model' | 'dataset'; readonly name: string };
}

const commitName = /^[0-9a-f]{40}$/;
const fromHub =
  /^(?:https:\/\/(?:[^\s/@]+@)?|(?:ssh:\/\/)?git@)(?:huggingface\.co|hf\.co)[/:](datasets\/)?(\w[\w.-]*\/\w[\w.-]*?)(?:\.git)?\/?$/;

/** The work tree whose top a folder is. Of one whose `.git` is a file, as of a submodule, only the top is known. */
export async function workTreeAt(files: Files, folder: string): Promise<WorkTree | undefined> {
  const kind = await files.stat(`${folder}/.git`).then(
    (stat) => stat.kind,
    () => undefined,
  );
  if (kind === undefined) return undefined;
  const read = async (name: string, limit: number): Promise<string> => {
    const bytes = await files.read(`${folder}/.git/${name}`, limit).catch(() => undefined);
    return bytes ? new TextDecoder().decode(bytes) : '';
  };
  if (kind !== 'folder') return { folder };
  const commit = await headCommit(read);
  const [, datasets, name] = fromHub.exec(originIn(await read('config', 1 << 16)) ?? '') ?? [];
  const repository =
    name === undefined ? undefined : ({ kind: datasets === undefined ? 'model' : 'dataset', name } as const);
  return { folder, ...(commit !== undefined && { commit }), ...(repository && { repository }) };
}

async function headCommit(read: (name: string, limit: number) => Promise<string>): Promise<string | undefined> {
  const head = (await read('HEAD', 512)).trim();
  if (commitName.test(head)) return head;
  const [, ref] = /^ref: (refs\/[\w./-]+)$/.exec(head) ?? [];
  if (ref === undefined || ref.includes('..')) return undefined;
  const loose = (await read(ref, 512)).trim();
  if (commitName.test(loose)) return loose;
  const packed = (await read('packed-refs', 1 << 20)).split('\n').find((line) => line.endsWith(` ${ref}`));
  const [commit = ''] = packed?.split(' ') ?? [];
  return commitName.test(commit) ? commit : undefined;
}

/** The address under `[remote "origin"]`. */
function originIn(config: string): string | undefined {
  let isOrigin = false;
  for (const line of config.split(/\r?\n/)) {
    const text = line.trim();
    if (text.startsWith('[')) isOrigin = /^\[remote "origin"\]$/.test(text);
    const [, url] = isOrigin ? (/^url\s*=\s*(\S+)$/.exec(text) ?? []) : [];
    if (url !== undefined) return url;
  }
  return undefined;
}
