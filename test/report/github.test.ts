import assert from 'node:assert/strict';
import { githubReport } from '../../src/report/github';
import { finding, hostile, sample } from './sample';

describe('the report as workflow commands', () => {
  it('is one command a line', () => {
    assert.equal(
      githubReport(sample()),
      `::warning file=a/requirements.txt,line=2,title=dependency/unpinned::torch accepts any version.
::notice file=b.py,line=1,title=not-utf-8::This is not UTF-8.
`,
    );
  });

  it('lets no text become a command or a property', () => {
    const report = githubReport(
      sample({ findings: [finding({ path: '/p/a,line=1:b\n::error::x', message: '1%\r\n::error::x' })], problems: [] }),
    );
    assert.equal(
      report,
      '::warning file=a%2Cline=1%3Ab%0A%3A%3Aerror%3A%3Ax,line=2,title=dependency/unpinned::1%25%0D%0A::error::x\n',
    );
  });

  it('lets no text steer the terminal that shows the log', () => {
    const report = githubReport(sample({ findings: [finding({ message: hostile })] }));
    // eslint-disable-next-line no-control-regex -- these are what must not be there
    assert.doesNotMatch(report, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/);
    assert.equal(report.split('\n').length, 3);
  });

  it('is empty where there is nothing', () => assert.equal(githubReport(sample({ findings: [], problems: [] })), ''));
});
