import assert from 'node:assert/strict';
import type { Component } from '../../src/domain/component';
import type { Advisory, MaliciousReport, PackageAdvisories } from '../../src/domain/knowledge';
import { advisoryLines, maliciousLines } from '../../src/lsp/hover-advisories';

const worst: Advisory = {
  id: 'PYSEC-2025-41',
  aliases: ['CVE-2025-32434', 'GHSA-53q9-r3pm-6pq6'],
  severity: 'critical',
  isExploited: true,
  fixed: ['3.1', '2.6.0', '1.13.1'],
};
const unrated: Advisory = { id: 'PYSEC-2020-1', aliases: [], isExploited: false, fixed: [] };

describe('the advisories in a hover', () => {
  it('are a table with links, ratings and what fixes each, worst first, and the next clean version', () => {
    assert.deepEqual(advisoryLines(named({ version: '2.5' }), known([worst, unrated], '2.6.0')), [
      '',
      '| Security problem | Rated | Fixed in |',
      '|---|---|---|',
      '| [PYSEC-2025-41](https://osv.dev/vulnerability/PYSEC-2025-41) (CVE-2025-32434) | critical, used in attacks | 2.6.0 |',
      '| [PYSEC-2020-1](https://osv.dev/vulnerability/PYSEC-2020-1) | not rated | none named |',
      '',
      'Next version without known problems: **2.6.0**',
      '',
      'Advisories as of 2026-07-23',
    ]);
  });

  it('are cut short where there are many', () => {
    const lines = advisoryLines(named({ version: '2.5' }), known(Array<Advisory>(9).fill(unrated), undefined));
    assert.deepEqual(lines.slice(9, 12), ['| and 3 more | | |', '', 'No clean version above it is known.']);
  });

  it('are those of a range where no version is chosen', () => {
    const lines = advisoryLines(named({ requested: '>=2' }), known([worst], '3.1'));
    assert.match(lines[3]!, /\| 3\.1 \|$/);
    assert.equal(lines[5], 'Next version without known problems: **3.1**');
  });

  it('are not there where nothing is known, nothing hits, or any version will do', () => {
    assert.deepEqual(advisoryLines(named({ version: '2.5' }), undefined), []);
    assert.deepEqual(advisoryLines(named({ version: '2.5' }), known([], undefined)), []);
    assert.deepEqual(advisoryLines(named({}), known([worst], '2.6.0')), []);
  });
});

describe('a malicious package in a hover', () => {
  it('is called so, with links to the reports, where the version at hand is reported', () => {
    const release = reported({ affects: (version) => version === '1.82.7' });
    assert.deepEqual(maliciousLines(named({ version: '1.82.7' }), release), [
      '',
      '**This release has been reported as malicious**: [MAL-1](https://osv.dev/vulnerability/MAL-1), as of 2026-07-23',
    ]);
    assert.deepEqual(maliciousLines(named({ version: '1.82.6' }), release), []);
    assert.deepEqual(maliciousLines(named({}), release), []);
    assert.match(maliciousLines(named({}), reported({ everyRelease: true })).join(), /This package .* malicious/);
    assert.deepEqual(maliciousLines(named({}), undefined), []);
  });
});

function reported(parts: Partial<MaliciousReport>): MaliciousReport {
  const never = () => false;
  return {
    ...{ ids: ['MAL-1'], everyRelease: false, popular: false, asOf: '2026-07-23' },
    ...{ affects: never, isAllowedBy: never, isHighestAllowedBy: never },
    ...parts,
  };
}

function named(parts: Partial<Component>): Component {
  return { id: 'pkg:pypi/torch', kind: 'package', name: 'torch', facts: {}, places: [], ...parts };
}

function known(advisories: readonly Advisory[], fix: string | undefined): PackageAdvisories {
  return {
    asOf: '2026-07-23',
    hitting: () => advisories,
    fixAbove: () => fix,
    within: () => ({ extent: 'some', advisories, ...(fix !== undefined && { fix }) }),
  };
}
