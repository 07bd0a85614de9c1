import assert from 'node:assert/strict';
import { hubLicenseId, isHubLicense, spdxOf, spdxOfName } from '../../src/facts/license-ids';

describe('license ids', () => {
  it('of the Hub mean SPDX ids where they stand for one license', () => {
    assert.equal(spdxOf('apache-2.0'), 'Apache-2.0');
    assert.equal(spdxOf('Apache-2.0'), 'Apache-2.0');
    assert.equal(spdxOf('other'), undefined);
    assert.equal(isHubLicense('OTHER'), true);
    assert.equal(isHubLicense('Zlib-ng'), false);
  });

  it('may be SPDX expressions', () => {
    assert.equal(spdxOf('MIT OR Apache-2.0'), 'MIT OR Apache-2.0');
    assert.equal(spdxOf('LicenseRef-ours'), 'LicenseRef-ours');
    assert.equal(spdxOf('MIT AND'), undefined);
    assert.equal(spdxOf(''), undefined);
    assert.equal(spdxOf('('.repeat(100_000)), undefined);
    assert.equal(spdxOf('('.repeat(400)), undefined);
  });

  it('of objects are no licenses', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      assert.equal(spdxOf(name), undefined);
      assert.equal(spdxOfName(name), undefined);
      assert.equal(isHubLicense(name), false);
    }
  });

  it('are written as the Hub writes them', () => {
    assert.equal(hubLicenseId('Apache-2.0'), 'apache-2.0');
    assert.equal(hubLicenseId('Sleepycat'), undefined);
  });
});
