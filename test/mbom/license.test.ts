import assert from 'node:assert/strict';
import { licenseStatement } from '../../src/mbom/license';

describe('licenseStatement', () => {
  const cases: [written: string, as: string, text?: string][] = [
    ['MIT', 'id'],
    [' Apache-2.0 ', 'id', 'Apache-2.0'],
    ['(MIT)', 'id', 'MIT'],
    ['GPL-2.0', 'id'],
    ['MIT AND (Apache-2.0 OR GPL-2.0-only)', 'expression'],
    ['GPL-2.0-only WITH Classpath-exception-2.0', 'expression'],
    ['Apache-2.0+', 'expression'],
    ['MIT AND LicenseRef-ours', 'expression'],
    ['LicenseRef-ours', 'name'],
    ['DocumentRef-theirs:LicenseRef-ours', 'name'],
    ['apache-2.0', 'name'],
    ['llama3.1', 'name'],
    ['NOASSERTION', 'name'],
    ['Classpath-exception-2.0', 'name'],
    ['MIT AND', 'name'],
    ['ライセンス \u0000', 'name'],
    ['('.repeat(100_000) + 'MIT', 'name'],
  ];
  for (const [written, as, text = written] of cases) {
    it(`takes ${JSON.stringify(written.slice(0, 60))} as ${as}`, () => {
      assert.deepEqual(licenseStatement(written), { as, text });
    });
  }

  it('takes nothing for an empty text', () => {
    assert.equal(licenseStatement(' '), undefined);
  });
});
