import assert from 'node:assert/strict';
import type { Files } from '../../src/host/ports';
import { inspectFile } from '../../src/project/inspect';
import { tar } from '../bytes/tar-builder';
import { bytesOf } from '../weights/pickle/assemble';
import { joblibSample, legacyTorchSample } from '../weights/pickle/samples';
import { ggufSamples, npySamples, safetensorsSamples } from '../weights/samples';
import { zip } from '../weights/zip/build';

const pickle = bytesOf('\x80\x02}.');
const files: Readonly<Record<string, Uint8Array>> = {
  'model.pkl': pickle,
  'model.joblib': joblibSample(),
  'legacy.pt': legacyTorchSample(),
  'model.pt': zip([
    { name: 'm/data.pkl', content: pickle },
    { name: 'm/version', content: bytesOf('3\n') },
  ]),
  'model.tar': tar({ name: 'model.pkl', content: pickle }),
  'model.npy': npySamples()[0]![0],
  'model.safetensors': safetensorsSamples()[0]![0],
  'model.gguf': ggufSamples()[0]![0],
};

/** A disk on which a file is cut to so many bytes after some reads. */
function shrinking(bytes: Uint8Array, reads: number, left: number): Files {
  let size = bytes.length;
  return {
    stat: () => Promise.resolve({ kind: 'file', size, modified: 1, changed: 1, inode: 1 }),
    readAt(_: string, offset: number, length: number) {
      if (reads-- <= 0) size = left;
      return Promise.resolve(bytes.slice(offset, Math.max(offset, Math.min(offset + length, size))));
    },
  } as Partial<Files> as Files;
}

describe('weights: files that become shorter while they are read', () => {
  for (const [name, bytes] of Object.entries(files)) {
    it(`are never safe, and break nothing: ${name}`, async () => {
      assert.equal((await inspectFile(shrinking(bytes, Infinity, 0), name)).verdict, 'safe');
      for (let reads = 0; reads < 12; reads++) {
        for (const part of [0, 0.3, 0.6, 0.9]) {
          const disk = shrinking(bytes, reads, Math.floor(bytes.length * part));
          const { verdict } = await inspectFile(disk, name);
          const { size } = await disk.stat(name);
          assert.equal(verdict !== 'safe', size < bytes.length, `after ${reads} reads, to ${part}`);
        }
      }
    });
  }
});
