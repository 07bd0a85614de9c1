import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { licenseFile } from '../../src/readers/license-file';

describe('reader license-file', () => {
  it('recognizes the licenses of the packages that this project stands on', () => {
    const texts: readonly (readonly [string, string])[] = [
      ['typescript/LICENSE.txt', 'Apache-2.0'],
      ['mocha/LICENSE', 'MIT'],
      ['yaml/LICENSE', 'ISC'],
      ['diff/LICENSE', 'BSD-3-Clause'],
      ['eslint-scope/LICENSE', 'BSD-2-Clause'],
      ['@vscode/codicons/LICENSE', 'CC-BY-4.0'],
    ];
    for (const [file, spdx] of texts)
      assert.equal(spdxOf(readFileSync(path.join('node_modules', file), 'utf8')), spdx, file);
  });

  it('never says another license than the package itself does', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { license?: string }>;
    };
    let recognized = 0;
    for (const [folder, { license }] of Object.entries(packages)) {
      const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'].map((name) => path.join(folder, name)).find(existsSync);
      if (folder === '' || file === undefined || license === undefined || license.includes(' ')) continue;
      // Declares MIT, but its LICENSE is that of Apache.
      if (folder.endsWith('@pkgjs/parseargs')) continue;
      const spdx = spdxOf(readFileSync(file, 'utf8'));
      assert.ok(spdx === undefined || spdx === license, `${file}: ${spdx}`);
      if (spdx !== undefined) recognized++;
    }
    assert.ok(recognized > 100);
  });

  it('recognizes the licenses of models by title and date', () => {
    const llama = (version: string, date: string): string =>
      `LLAMA ${version} COMMUNITY LICENSE AGREEMENT\nLlama ${version} Version Release Date: ${date}\n“Llama Materials” …`;
    assert.equal(spdxOf(llama('3.1', 'July 23, 2024')), 'LicenseRef-scancode-llama-3.1-license-2024');
    assert.equal(spdxOf(llama('3.2', 'September 25, 2024')), 'LicenseRef-scancode-llama-3.2-license-2024');
    assert.equal(spdxOf(llama('3.9', 'September 25, 2029')), undefined);
    const gemma = '# Gemma Terms of Use\n… any Hosted Service … Model Derivatives … the Gemma Prohibited Use Policy …';
    assert.equal(spdxOf(gemma), 'LicenseRef-scancode-gemma-tou-2025-03-24');
  });

  it('gives the place of the title', () => {
    const text = readFileSync('node_modules/typescript/LICENSE.txt', 'utf8');
    const [mention] = licenseFile.read(text, 'LICENSE.txt')!.mentions;
    assert.ok(mention?.kind === 'license');
    assert.match(text.slice(mention.id.start, mention.id.end), /^Apache License\s+Version 2\.0, January 2004$/);
    assert.equal(mention.id.text, text.slice(mention.id.start, mention.id.end));
  });

  it('says nothing about a text that was changed, or that offers a choice', () => {
    const mit = readFileSync('node_modules/mocha/LICENSE', 'utf8');
    const apache = readFileSync('node_modules/typescript/LICENSE.txt', 'utf8');
    const changed = [
      `${mit}\n${'Products with many users must show the name of the model. '.repeat(10)}`,
      `"Commons Clause" License Condition v1.0\n\n${apache}`,
      `${apache}\nThe model is for non-commercial use only.`,
      `At your choice under the Apache License or this one:\n\n${mit}`,
      mit.slice(0, mit.length / 2),
      'All rights reserved.',
      '',
    ];
    for (const text of changed) assert.deepEqual(licenseFile.read(text, 'LICENSE')!.mentions, [], text.slice(0, 40));
  });

  it('leaves code and binary files alone', () => {
    assert.equal(licenseFile.read('MIT License', 'src/license-ids.ts'), undefined);
    assert.equal(licenseFile.read('MIT\0', 'LICENSE'), undefined);
  });
});

function spdxOf(text: string): string | undefined {
  const [mention] = licenseFile.read(text, 'LICENSE')!.mentions;
  return mention?.kind === 'license' ? mention.spdx : undefined;
}
