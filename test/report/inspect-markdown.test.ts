import assert from 'node:assert/strict';
import { inspectMarkdown } from '../../src/report/inspect-markdown';

describe('report: an inspected file in Markdown', () => {
  it('shows verdict, findings and facts, and lets nothing of the file become markup', () => {
    const text = inspectMarkdown({
      file: 'a`<b>.pkl',
      format: 'pickle',
      verdict: 'dangerous',
      size: 12,
      metadata: { 'general.name': '[x](command:y) | `z` \u202e' },
      sha256: 'ab',
      findings: [
        {
          code: 'pickle/dangerous-call',
          verdict: 'dangerous',
          message: 'Loading this file calls os.system.',
          member: 'data.pkl',
          offset: 3,
          data: { arguments: ['id'] },
        },
      ],
    });
    assert.deepEqual(text.split('\n'), [
      '# a\\`\\<b\\>\\.pkl',
      '',
      '**Dangerous.** Runs something harmful when it is loaded, or is built to deceive scanners.',
      '',
      'Read without loading. Nothing was run.',
      '',
      '## What was found',
      '',
      '- **Dangerous.** Loading this file calls os\\.system\\.  ',
      '  in `data.pkl` · at byte 3 · with `"id"` · `pickle/dangerous-call`',
      '',
      '## What the file says',
      '',
      '| | |',
      '|---|---|',
      '| Format | pickle of Python |',
      '| Size | 12 bytes |',
      '| SHA-256 | `ab` |',
      '| general\\.name | \\[x\\]\\(command\\:y\\) \\| \\`z\\` \\\\u\\{202e\\} |',
      '',
    ]);
  });
});
