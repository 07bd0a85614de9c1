import assert from 'node:assert/strict';
import { parseNpmVersion } from '../../src/packaging/npm-version';

describe('versions of npm', () => {
  it('sort as the specification says', () => {
    const inOrder = [
      ...['0.9.0', '1.0.0-0', '1.0.0-2', '1.0.0-10', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta'],
      ...['1.0.0-beta.2', '1.0.0-beta.11', '1.0.0-rc.1', '1.0.0', '1.0.10', '1.2.0', '1.10.0', '2.0.0', '10.0.0'],
    ];
    const keys = inOrder.map((text) => parseNpmVersion(text)!.publicKey);
    assert.deepEqual(keys.toSorted(), keys);
    assert.equal(new Set(keys).size, keys.length);
  });

  it('are the same whatever was built of them', () => {
    assert.equal(parseNpmVersion('v1.2.3+build.7')!.publicKey, parseNpmVersion('1.2.3')!.publicKey);
    assert.equal(parseNpmVersion('1.2.3-rc.1')!.isPrerelease, true);
    assert.equal(parseNpmVersion('1.2.3')!.isPrerelease, false);
  });

  it('are whole', () => {
    for (const other of ['', '1', '1.2', '^1.2.3', '1.2.x', 'latest', '1.2.3.4', '1.2.3-', `1.2.${'3'.repeat(300)}`])
      assert.equal(parseNpmVersion(other), undefined, other);
  });
});
