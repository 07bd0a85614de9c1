import assert from 'node:assert/strict';
import { fitsNpmRange } from '../../src/packaging/semver';

describe('ranges of npm', () => {
  it('are judged as npm judges them', () => {
    const cases: readonly (readonly [version: string, range: string, fits: boolean | undefined])[] = [
      ['1.2.3', '^1.2', true],
      ['0.3.0', '^0.2.3', false],
      ['1.2.9', '~1.2.3', true],
      ['2.0.0', '1.x || >=2.1', false],
      ['1.5.0', '1.2 - 1.6', true],
      ['2.0.0-rc.1', '^2.0.0', false],
      ['2.0.0-rc.1', '^2.0.0-rc.0', true],
      ['3.1.4', '*', true],
      ['3.1.4', '', true],
      ['not a version', '^1', false],
      ['1.0.0', 'latest', undefined],
      ['1.0.0', 'workspace:*', undefined],
      ['1.0.0', '>=1 '.repeat(1000), undefined],
    ];
    for (const [version, range, fits] of cases) assert.equal(fitsNpmRange(version, range), fits, `${version} ${range}`);
  });
});
