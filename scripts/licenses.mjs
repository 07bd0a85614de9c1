import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The license texts of all packages of which a file was bundled; `inputs` are esbuild's, relative to `root`. */
export function licensesOf(root, inputs) {
  const folders = new Set(inputs.map(packageFolder).filter(Boolean));
  return [...folders]
    .sort()
    .map((folder) => chapter(path.join(root, folder)))
    .join('\n');
}

/** `node_modules/@scope/name`, also where it lies inside another package. */
function packageFolder(input) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

function chapter(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const body = texts.map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  return [`${name} ${version} (${license})`, '='.repeat(72), ...body, ''].join('\n');
}
