import assert from 'node:assert/strict';
import { markdownReport } from '../../src/report/markdown';
import { finding, hostile, sample } from './sample';

describe('the Markdown report', () => {
  it('is a table, and a list of what could not be read', () => {
    assert.equal(
      markdownReport(sample()),
      `# Weighbridge

0 errors, 1 warning, 0 info in 2 components and 1 file. Advisories as of 2026-07-23.

| Severity | Place | Finding | Rule |
| --- | --- | --- | --- |
| warning | a/requirements.txt:2 | torch accepts any version. | \`dependency/unpinned\` |

## Could not be read

- b.py:1: This is not UTF-8.
`,
    );
  });

  it('has only its first lines where there is nothing', () => {
    assert.equal(
      markdownReport(sample({ findings: [], problems: [] }))
        .trimEnd()
        .split('\n').length,
      3,
    );
  });

  it('lets no text become markup, a cell or a line', () => {
    const report = markdownReport(
      sample({ findings: [finding({ path: `/p/${hostile}`, message: `${hostile} ~~x~~ #1 @you https://x.example` })] }),
    );
    const row = report.split('\n').find((line) => line.startsWith('| warning'))!;
    assert.equal(report.split('\n').length, markdownReport(sample()).split('\n').length);
    assert.equal(row.replaceAll('\\\\', '').replaceAll('\\|', '').split('|').length, 6);
    assert.doesNotMatch(row, /(?<!\\)(?:\\\\)*[<[]/);
    // eslint-disable-next-line no-control-regex -- these are what must not be there
    assert.doesNotMatch(report, /[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/);
  });
});
