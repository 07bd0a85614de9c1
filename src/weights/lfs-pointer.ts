import { ascii, startsWith } from '../bytes/cursor';
import type { Recognized, WeightFile } from './format';

const opening = ascii('version https://git-lfs.github.com/spec/v1');
const longest = 1024;

/** The stand-in of a file that Git LFS has not fetched, with that file's size in bytes and its digest: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
export function lfsPointer({ head, source }: WeightFile): Recognized | undefined {
  if (source.size > longest || !startsWith(head, opening)) return undefined;
  const text = new TextDecoder().decode(head);
  const [, sha256] = /^oid sha256:([0-9a-f]{64})$/m.exec(text) ?? [];
  const [, size] = /^size (\d{1,15})$/m.exec(text) ?? [];
  return {
    format: 'lfs-pointer',
    metadata: { ...(sha256 !== undefined && { sha256 }), ...(size !== undefined && { size }) },
  };
}
