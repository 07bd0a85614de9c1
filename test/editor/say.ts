import { format } from 'node:util';

/** Marks the lines of the tests among those of the editor. `scripts/editor-host/launch.mjs` looks for it. */
const testLine = '│';

/** Prints to the terminal from which the tests were started. */
export function say(...message: readonly unknown[]): void {
  console.log(format(...message).replace(/^/gm, testLine));
}
