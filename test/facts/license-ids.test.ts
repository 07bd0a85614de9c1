import assert from 'node:assert/strict';
import { hubLicenseId, isHubLicense, spdxOf, spdxOfName } from '../../src/facts/license-ids';

describe('facts: license ids', () => {
  it('knows what the ids of the Hub mean', () => {
    assert.equal(spdxOf('apache-2.0'), 'Apache-2.0');
    assert.equal(spdxOf('gpl-3.0'), 'GPL-3.0-only');
    assert.equal(spdxOf('llama3.1'), 'LicenseRef-scancode-llama-3.1-license-2024');
    assert.equal(hubLicenseId('Apache-2.0'), 'apache-2.0');
    assert.equal(hubLicenseId('Python-2.0'), undefined);
  });

  it('takes SPDX expressions as they are, and nothing else', () => {
    assert.equal(spdxOf('MIT OR Apache-2.0'), 'MIT OR Apache-2.0');
    for (const vague of ['openrail', 'cc', 'other', 'unknown', 'my-terms', '', '(', 'MIT '.repeat(1000)]) {
      assert.equal(spdxOf(vague), undefined, vague);
    }
  });

  it('tells ids of the Hub from other words', () => {
    assert.deepEqual(['mit', 'Other', 'openrail', 'busl-1.1', 'constructor'].map(isHubLicense), [
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('knows licenses by the names that cards give them, where only one goes by the name', () => {
    assert.equal(spdxOfName('Qwen-Research'), 'LicenseRef-Qwen-Research');
    assert.equal(spdxOfName('falcon-llm-license'), undefined);
    assert.equal(spdxOfName('modified-mit'), undefined);
    assert.equal(spdxOfName('mit'), 'MIT');
  });
});
