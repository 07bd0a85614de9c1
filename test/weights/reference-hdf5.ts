import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Whether libhdf5 itself, in WebAssembly, opens a file and reads all objects and attributes in it. */
export async function hdf5Reference(): Promise<(bytes: Uint8Array) => boolean> {
  const { File, Group, Dataset, ready } = await import('h5wasm/node');
  await ready;
  const place = path.join(tmpdir(), `weighbridge-reference-${process.pid}.h5`);

  function visit(object: unknown, depth: number): void {
    if (depth > 20) throw new Error('a circle');
    if (!(object instanceof Group) && !(object instanceof Dataset)) return;
    for (const attribute of Object.values(object.attrs)) void attribute.value;
    if (object instanceof Dataset) void object.metadata;
    else for (const key of object.keys()) visit(object.get(key), depth + 1);
  }

  return (bytes) => {
    writeFileSync(place, bytes);
    let file: InstanceType<typeof File> | undefined;
    try {
      file = new File(place, 'r');
      visit(file, 0);
      return true;
    } catch {
      return false;
    } finally {
      file?.close();
      rmSync(place);
    }
  };
}
