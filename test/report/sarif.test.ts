import assert from 'node:assert/strict';
import { sarifReport } from '../../src/report/sarif';
import { rules } from '../../src/rules';
import { finding, sample } from './sample';

interface Sarif {
  version: string;
  runs: {
    tool: { driver: { rules: { id: string }[] } };
    properties: Record<string, unknown>;
    results: Record<string, unknown>[];
    invocations: { executionSuccessful: boolean; toolExecutionNotifications: Record<string, unknown>[] }[];
  }[];
}

describe('the SARIF report', () => {
  it('gives findings with 1-based places, levels and fingerprints', () => {
    const { version, runs } = JSON.parse(sarifReport(sample(), rules)) as Sarif;
    const run = runs[0]!;
    assert.equal(version, '2.1.0');
    assert.deepEqual(
      run.tool.driver.rules.map(({ id }) => id),
      rules.map(({ id }) => id),
    );
    const { partialFingerprints, ...result } = run.results[0]!;
    assert.match((partialFingerprints as Record<string, string>)['weighbridge/v1']!, /^[0-9a-f]{64}$/);
    assert.deepEqual(result, {
      ruleId: 'dependency/unpinned',
      level: 'warning',
      message: { text: 'torch accepts any version.' },
      locations: [place('a/requirements.txt', 2, 1, 2, 6)],
      relatedLocations: [{ id: 0, message: { text: 'Pinned here' }, ...place('c.txt', 1, 1, 1, 1) }],
    });
    assert.deepEqual(run.properties, { advisories: sample().advisories });
    assert.deepEqual(run.invocations, [
      {
        executionSuccessful: true,
        toolExecutionNotifications: [
          {
            level: 'note',
            descriptor: { id: 'not-utf-8' },
            message: { text: 'This is not UTF-8.' },
            locations: [place('b.py', 1, 1, 1, 1)],
          },
        ],
      },
    ]);
  });

  it('writes names of files as URIs', () => {
    const report = sample({ findings: [finding({ path: '/p/a b/ü#?%/[x].txt', related: [] })] });
    const { runs } = JSON.parse(sarifReport(report, rules)) as Sarif;
    assert.deepEqual(runs[0]?.results[0]?.locations, [place('a%20b/%C3%BC%23%3F%25/%5Bx%5D.txt', 2, 1, 2, 6)]);
  });

  it('does not stumble over a name that is no Unicode', () => {
    assert.doesNotThrow(() => sarifReport(sample({ findings: [finding({ path: '/p/\ud800.txt' })] }), rules));
  });

  it('knows a level for each severity', () => {
    const findings = (['error', 'warning', 'info'] as const).map((severity) => finding({ severity }));
    const { runs } = JSON.parse(sarifReport(sample({ findings }), rules)) as Sarif;
    assert.deepEqual(
      runs[0]?.results.map(({ level }) => level),
      ['error', 'warning', 'note'],
    );
  });
});

function place(uri: string, startLine: number, startColumn: number, endLine: number, endColumn: number): object {
  return { physicalLocation: { artifactLocation: { uri }, region: { startLine, startColumn, endLine, endColumn } } };
}
