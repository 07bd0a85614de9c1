import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { readers } from '../../../src/readers';
import { readText } from '../../../src/project/load';
import { packageFiles } from '../../../src/rules/dependency/package-files';

describe('the files that name Python packages', () => {
  it('are all read by a reader', () => {
    const kinds = readers.map(({ kind }) => kind);
    assert.deepEqual(
      packageFiles.filter((kind) => !kinds.includes(kind)),
      [],
    );
  });

  it('are those in which readers find packages of PyPI, in real projects', function () {
    const folder = '../shared/corpus/deps';
    if (!existsSync(folder)) {
      console.warn(`    SKIPPED: ${folder} is not there`);
      this.skip();
    }
    const manifest = readFileSync(`${folder}/MANIFEST.tsv`, 'utf8').trimEnd().split('\n').slice(1);
    const found = new Set<string>();
    for (const path of manifest.map((row) => row.split('\t')[0]!)) {
      const document = readText(`/corpus/${path}`, path, readFileSync(`${folder}/${path}`, 'utf8'));
      if (document?.mentions('package').some(({ ecosystem }) => ecosystem === 'pypi')) found.add(document.kind);
    }
    assert.deepEqual(
      [...found].filter((kind) => !packageFiles.includes(kind)),
      [],
    );
    assert.ok(found.size >= 10, [...found].join(' '));
  });
});
