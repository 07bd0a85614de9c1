/** For esbuild: `import code from 'bundled:./module'` gives the code of a module and all that it imports, as one text. */
import { build } from 'esbuild';
import path from 'node:path';

/** The plugin; `options` are those of the bundles that the code goes into. */
export function bundled(options) {
  return {
    name: 'bundled',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^bundled:/ }, ({ path: name, resolveDir }) => ({
        path: path.join(resolveDir, `${name.slice('bundled:'.length)}.ts`),
        namespace: 'bundled',
      }));
      onLoad({ filter: /./, namespace: 'bundled' }, async ({ path: file }) => {
        const { outputFiles } = await build({ ...options, entryPoints: [file], write: false, sourcemap: false });
        return { contents: outputFiles[0].text, loader: 'text' };
      });
    },
  };
}
