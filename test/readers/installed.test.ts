import assert from 'node:assert/strict';
import { condaPackageRecord } from '../../src/readers/installed/conda-package';
import { installedMetadata } from '../../src/readers/installed/metadata';
import { installedRecord } from '../../src/readers/installed/record';
import { described } from './mentions';
import { readingOf } from './said';

describe('Metadata of an installed package', () => {
  const text = [
    'Metadata-Version: 2.4',
    'Name: transformers',
    'Version: 4.41.2',
    'License-Expression: Apache-2.0',
    'Requires-Dist: tokenizers<0.20,>=0.19',
    'Requires-Dist: torch>=2; extra == "torch"',
    'Requires-Dist: numpy>=1.17; python_version < "3.13"',
    '',
    'Name: what the description says counts for nothing',
  ].join('\r\n');

  it('gives name, version, license and what it needs without extras, each at its place', () => {
    const { mentions, problems } = installedMetadata.read(text, '')!;
    const [found, license] = mentions;
    assert.ok(found?.kind === 'package' && license?.kind === 'license');
    assert.equal(found.name.text, 'transformers');
    assert.equal(found.clauses[0]!.version.text, '4.41.2');
    assert.deepEqual(
      found.requires!.map(({ name }) => name.text),
      ['tokenizers', 'numpy'],
    );
    assert.equal(license.spdx, 'Apache-2.0');
    for (const { text: said, start, end } of [
      found.name,
      found.clauses[0]!.version,
      license.id,
      ...found.requires!.map(({ name }) => name),
    ]) {
      assert.equal(text.slice(start, end), said);
    }
    assert.deepEqual(problems, []);
  });

  it('takes a License that is an SPDX id, and no license text for one', () => {
    const licenseOf = (line: string): unknown =>
      installedMetadata
        .read(`Name: a\nVersion: 1\nLicense: ${line}\n`, '')!
        .mentions.find(({ kind }) => kind === 'license');
    assert.ok(licenseOf('MIT'));
    assert.equal(licenseOf('Copyright (c) 2020 Somebody'), undefined);
  });

  it('names who made it, by name or by what stands before an address', () => {
    const publisherOf = (lines: string): unknown => {
      const [found] = installedMetadata.read(`Name: a\nVersion: 1\n${lines}\n`, '')!.mentions;
      return found?.kind === 'package' && found.publisher?.text;
    };
    assert.equal(publisherOf('Author: The team'), 'The team');
    assert.equal(publisherOf('Author-email: "Ada L." <ada@example.org>'), 'Ada L.');
    assert.equal(publisherOf('Maintainer-email: ada@example.org'), undefined);
  });

  it('says that metadata without name and version is not listed', () => {
    const { mentions, problems } = installedMetadata.read('Name: a\n', '')!;
    assert.deepEqual(mentions, []);
    assert.equal(problems[0]!.code, 'metadata-incomplete');
  });
});

describe('Record of an installed package', () => {
  it('counts the files, and names those that Python reads whenever it starts, at their places', () => {
    const text = [
      'acme/__init__.py,sha256=aa,10',
      '"acme/a, b.txt",sha256=bb,1',
      'acme/inner.pth,sha256=cc,1',
      'acme-hook.pth,sha256=dd,80',
      'sitecustomize.py,sha256=ee,5',
      'acme-1.0.dist-info/RECORD,,',
      '',
    ];
    for (const lineEnd of ['\n', '\r\n']) {
      const [found] = readingOf(installedRecord, text.join(lineEnd)).mentions;
      assert.ok(found?.kind === 'installed-files');
      assert.equal(found.count, 6);
      assert.deepEqual(
        found.startup.map(({ text: path }) => path),
        ['acme-hook.pth', 'sitecustomize.py'],
      );
    }
  });

  it('says nothing of what is no record', () => {
    assert.deepEqual(readingOf(installedRecord, 'half a li').mentions, []);
  });
});

describe('Package that conda has installed', () => {
  const text = `{
  "depends": ["__glibc >=2.17", "libblas >=3.9.0,<4.0a0", "python 3.12.* *_cpython"],
  "files": ["bin/[", "lib/a\\"]b.py", "conda-meta/name"],
  "license": "BSD-3-Clause",
  "name": "numpy",
  "paths_data": { "paths": [{ "_path": "bin/[", "name": "other" }], "paths_version": 1 },
  "version": "1.26.4"
}`;

  it('gives name, version, license and needs, and is not led astray by the list of its files', () => {
    const { mentions, problems } = readingOf(condaPackageRecord, text);
    assert.deepEqual(mentions.map(described), [
      'installed conda numpy 1.26.4 { ==1.26.4 } -> __glibc, libblas, python',
      'license BSD-3-Clause = BSD-3-Clause',
    ]);
    assert.deepEqual(problems, []);
  });

  it('is read as far as it goes, and leaves other JSON alone', () => {
    for (let length = 0; length < text.length; length++) condaPackageRecord.read(text.slice(0, length), 'x.json');
    const half = readingOf(condaPackageRecord, text.slice(0, text.indexOf('"version"')));
    assert.equal(half.problems[0]!.code, 'json-syntax');
    assert.equal(condaPackageRecord.read('{"other": 1}', 'x.json'), undefined);
  });
});
