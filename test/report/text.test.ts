import assert from 'node:assert/strict';
import { textReport } from '../../src/report/text';
import { finding, hostile, sample } from './sample';

describe('the text report', () => {
  it('lists by file and counts in the last lines', () => {
    assert.equal(
      textReport(sample()),
      `a/requirements.txt
  2:1      warning  torch accepts any version.  dependency/unpinned
           Pinned here: c.txt:1:1
           fix: Pin torch to 2.6.0

b.py
  1:1      problem  This is not UTF-8.  not-utf-8

1 finding: 0 errors, 1 warning, 0 info, 3 suppressed; 2 components in 1 file.
Advisories as of 2026-07-23 (6812), malicious packages (9351 reports).
`,
    );
  });

  it('says so where there is nothing', () => {
    const summary = { files: 0, components: 0, error: 0, warning: 0, info: 0, suppressed: 0 };
    assert.match(
      textReport(sample({ findings: [], problems: [], summary })),
      /^No findings; 0 components in 0 files\.\n/,
    );
  });

  it('puts the findings and problems of a file together', () => {
    const text = textReport(
      sample({
        findings: [finding({ path: '/p/b.py', related: [], fixes: [] }), finding({ related: [], fixes: [] })],
      }),
    );
    assert.deepEqual(text.match(/^(?:b\.py|a\/requirements\.txt)$/gm), ['b.py', 'a/requirements.txt']);
  });

  it('lets no text of a file steer the terminal', () => {
    const report = textReport(
      sample({
        findings: [
          finding({
            path: `/p/${hostile}`,
            message: hostile,
            related: [{ ...finding().related[0]!, path: `/p/${hostile}`, message: hostile }],
            fixes: [{ title: hostile, safety: 'suggested', edits: [] }],
          }),
        ],
        problems: [{ ...sample().problems[0]!, message: hostile }],
      }),
    );
    // eslint-disable-next-line no-control-regex -- these are what must not be there
    assert.doesNotMatch(report, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/);
    assert.equal(report.split('\n').length, textReport(sample()).split('\n').length);
    assert.match(report, /\\u\{1b\}\[2J/);
  });
});
