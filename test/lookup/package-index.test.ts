import assert from 'node:assert/strict';
import { entryOfPackument } from '../../src/lookup/npm-packument';
import { entryOfSimplePage } from '../../src/lookup/simple-page';
import { simplePage } from './public-services';

describe('a page of the index API', () => {
  it('gives releases in their order, and the newest that is final and not yanked', () => {
    const page = simplePage('acme', {
      '1.10': {},
      '1.9': {},
      '2.0': { yanked: true },
      '2.1rc1': {},
      '1.0': { yanked: 'broke' },
    });
    const { facts, releases } = entryOfSimplePage(page)!;
    assert.deepEqual(facts, { status: 'active', latest: '1.10', versions: ['1.0', '1.9', '1.10', '2.0', '2.1rc1'] });
    assert.equal(releases['2.0']!.yanked, true);
    assert.equal(releases['1.0']!.yanked, 'broke');
    assert.equal(releases['1.9']!.yanked, undefined);
    assert.deepEqual(releases['1.10'], { hashes: [`sha256:${'0'.repeat(64)}`], uploaded: '2025-01-02T03:04:05Z' });
  });

  it('gives the status of the project, and why (PEP 792)', () => {
    const page = simplePage('acme', { '1.0': {} }, { status: 'quarantined', reason: 'malware' });
    const { facts } = entryOfSimplePage(page)!;
    assert.deepEqual([facts.status, facts.reason], ['quarantined', 'malware']);
    const unknown = entryOfSimplePage(simplePage('acme', {}, { status: 'haunted' }))!;
    assert.equal(unknown.facts.status, 'active');
  });

  it('knows a release by the names of its files: wheels, archives, other spellings', () => {
    const sha256 = 'a'.repeat(64);
    const files = [
      { filename: 'acme_lib-1.0.0-py3-none-any.whl', yanked: 'all but one', hashes: { sha256 } },
      { filename: 'acme-lib-1.0.tar.gz', yanked: false, hashes: { sha256: 'short' } },
      { filename: 'Acme.Lib-1.1-1-cp312-abi3-linux_x86_64.whl', hashes: { sha256 } },
      { filename: 'README.txt', hashes: { sha256 } },
      7,
    ];
    const page = { meta: { 'api-version': '1.1' }, name: 'acme-lib', versions: ['1.0', '1.1', 'odd'], files };
    const { releases, facts } = entryOfSimplePage(page)!;
    assert.deepEqual(releases['1.0'], { hashes: [`sha256:${sha256}`] });
    assert.deepEqual(releases['1.1'], { hashes: [`sha256:${sha256}`] });
    assert.deepEqual(facts.versions, ['1.0', '1.1']);
  });

  it('is none where it is something else', () => {
    for (const other of [undefined, null, [], 'x', {}, { meta: {} }, { name: 'a', files: [] }])
      assert.equal(entryOfSimplePage(other), undefined);
  });
});

describe('what a registry of npm says', () => {
  it('are versions, the latest, and what is deprecated', () => {
    const { facts, releases } = entryOfPackument({
      name: 'acme',
      'dist-tags': { latest: '2.0.0' },
      versions: { '1.0.0': { deprecated: 'use 2' }, '2.0.0': {} },
    })!;
    assert.deepEqual(facts, { status: 'active', latest: '2.0.0', versions: ['1.0.0', '2.0.0'] });
    assert.equal(releases['1.0.0']!.deprecated, 'use 2');
  });

  it('is that the package is deprecated where its latest version is', () => {
    const packument = { name: 'acme', 'dist-tags': { latest: '1.0.0' }, versions: { '1.0.0': { deprecated: 'gone' } } };
    const { facts } = entryOfPackument(packument)!;
    assert.deepEqual([facts.status, facts.reason], ['deprecated', 'gone']);
    for (const other of [undefined, {}, { name: 'a' }, []]) assert.equal(entryOfPackument(other), undefined);
  });
});
