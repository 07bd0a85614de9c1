import assert from 'node:assert/strict';
import { installedMetadata } from '../../src/readers/installed/metadata';

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
