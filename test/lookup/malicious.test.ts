import assert from 'node:assert/strict';
import { bundledSnapshot } from '../../src/facts/snapshot';
import { SnapshotAnswers } from '../../src/lookup/snapshot';

const bundled = new SnapshotAnswers(bundledSnapshot());

describe('what the bundled facts say of a package', () => {
  it('is nothing for most', () => {
    assert.equal(bundled.malicious('pypi', 'numpy'), undefined);
    assert.equal(bundled.malicious('pypi', ''), undefined);
    assert.equal(bundled.malicious('pypi', 'constructor'), undefined);
    assert.equal(bundled.malicious('npm', 'ultralytics'), undefined);
  });

  it('names single releases of a widely used package', () => {
    const report = bundled.malicious('pypi', 'Ultralytics')!;
    assert.equal(report.popular, true);
    assert.equal(report.everyRelease, false);
    assert.deepEqual(
      ['8.3.41', '8.3.42', '8.3.41+cu118', '8.3.40', '8.4.0', 'nonsense', ''].map((one) => report.affects(one)),
      [true, true, true, false, false, false, false],
    );
    assert.match(report.asOf, /^\d{4}-\d{2}-\d{2}$/);
    assert.ok(report.ids.length > 0);
  });

  it('says whether a range lets one of them in', () => {
    const report = bundled.malicious('pypi', 'ultralytics')!;
    assert.deepEqual(
      ['', '>=8.3', '~=8.3.40', '>8.3.42,<8.3.44', '>=8.3.47', '<8.3.41', '==8.3.42', 'nonsense'].map((range) =>
        report.isAllowedBy(range),
      ),
      [true, true, true, true, false, false, true, true],
    );
  });

  it('says whether the highest version of a range is one of them', () => {
    const report = bundled.malicious('pypi', 'ultralytics')!;
    assert.deepEqual(
      ['', '>=8.3.40,<8.3.43', '==8.3.41.*', '<=8.3.46', '~=8.3.40', '>=8.3.47', '<8.3.41', 'nonsense'].map((range) =>
        report.isHighestAllowedBy(range),
      ),
      [false, true, true, true, false, false, false, false],
    );
  });

  it('covers all releases of a package that is nothing but malicious', () => {
    const { malicious } = bundledSnapshot();
    const name = [...malicious.names].find((one) => malicious.of(one)!.releases.includes('*'))!;
    const report = bundled.malicious('pypi', name)!;
    assert.equal(report.everyRelease, true);
    assert.ok(report.affects('0.0.1') && report.affects('99') && report.affects('nonsense'));
  });
});
