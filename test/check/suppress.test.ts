import assert from 'node:assert/strict';
import { suppress } from '../../src/check/suppress';
import type { Suppressed } from '../../src/check/suppress';
import { Document } from '../../src/domain/document';
import type { CommentMark } from '../../src/domain/document';
import type { Finding } from '../../src/domain/finding';

const ruleIds = new Set(['dependency/unpinned', 'dependency/malicious']);
const today = '2026-07-23';

/** Every line that begins with `!` or `!!` is found by dependency/unpinned, or by dependency/malicious as well. */
function suppressed(text: string, comments: CommentMark = '#'): Suppressed {
  const document = new Document('/p/a.txt', 'requirements', text, { mentions: [], problems: [], comments });
  const findings = [...text.matchAll(/^(!!?)/gm)].flatMap(({ index, 1: mark }) => {
    const range = document.lines.range({ start: index, end: index + 1 });
    const common = {
      severity: 'error',
      path: '/p/a.txt',
      range,
      message: '',
      data: {},
      related: [],
      fixes: [],
    } as const;
    const found: Finding[] = [{ rule: 'dependency/unpinned', ...common }];
    if (mark === '!!') found.push({ rule: 'dependency/malicious', ...common });
    return found;
  });
  return suppress(document, findings, [], ruleIds, today);
}

const counts = ({ kept, suppressed: silenced }: Suppressed): string =>
  `${kept.length} kept, ${silenced.length} suppressed`;
const codes = ({ problems }: Suppressed): readonly string[] => problems.map(({ code }) => code);

describe('weighbridge: ignore', () => {
  const silences: readonly (readonly [about: string, text: string, expected: string])[] = [
    ['on the same line', '!torch  # weighbridge: ignore dependency/unpinned -- ours', '0 kept, 1 suppressed'],
    ['on the line before', '# weighbridge: ignore dependency/unpinned -- ours\n!torch\n!numpy', '1 kept, 1 suppressed'],
    [
      'before other comments and empty lines',
      '#weighbridge:ignore dependency/unpinned -- ours\r\n\r\n# torch:\r\n!torch',
      '0 kept, 1 suppressed',
    ],
    ['indented', '  # weighbridge: ignore dependency/unpinned -- ours\n!torch', '0 kept, 1 suppressed'],
    [
      'of several rules',
      '!!torch  # weighbridge: ignore dependency/unpinned, dependency/malicious -- ours',
      '0 kept, 2 suppressed',
    ],
    [
      'of several rules without commas',
      '!!torch  # weighbridge: ignore dependency/unpinned dependency/malicious -- ours',
      '0 kept, 2 suppressed',
    ],
    ['of one rule of two', '!!torch  # weighbridge: ignore dependency/unpinned -- ours', '1 kept, 1 suppressed'],
    [
      'by two comments',
      '# weighbridge: ignore dependency/malicious -- a\n!!torch # weighbridge: ignore dependency/unpinned -- b',
      '0 kept, 2 suppressed',
    ],
    [
      'until a day to come, and on that day',
      '!torch # weighbridge: ignore dependency/unpinned until 2026-07-23 -- ours',
      '0 kept, 1 suppressed',
    ],
    [
      'for a reason with dashes and "until"',
      '!torch # weighbridge: ignore dependency/unpinned -- waits -- until they fix it',
      '0 kept, 1 suppressed',
    ],
  ];
  for (const [about, text, expected] of silences) {
    it(`silences ${about}`, () => {
      const result = suppressed(text);
      assert.equal(counts(result), expected);
      assert.deepEqual(codes(result), []);
    });
  }

  const without: readonly (readonly [code: string, text: string])[] = [
    ['ignore-no-reason', '!torch «# weighbridge: ignore dependency/unpinned»'],
    ['ignore-no-reason', '!torch «# weighbridge: ignore dependency/unpinned --»  '],
    ['ignore-unknown-rule', '!torch «# weighbridge: ignore dependency/unpined -- ours»'],
    ['ignore-unknown-rule', '!torch «# weighbridge: ignore dependency -- ours»'],
    ['ignore-no-rule', '!torch «# weighbridge: ignore -- ours»'],
    ['ignore-until', '!torch «# weighbridge: ignore dependency/unpinned until soon -- ours»'],
    ['ignore-until', '!torch «# weighbridge: ignore dependency/unpinned until 2026-13-01 -- ours»'],
    ['ignore-expired', '!torch «# weighbridge: ignore dependency/unpinned until 2026-07-22 -- ours»'],
  ];
  for (const [code, marked] of without) {
    it(`does not count: ${marked}`, () => {
      const result = suppressed(marked.replace(/[«»]/g, ''));
      assert.equal(counts(result), '1 kept, 0 suppressed');
      assert.deepEqual(codes(result), [code]);
      const { start, end } = result.problems[0]!.range;
      assert.deepEqual([start.character, end.character], [marked.indexOf('«'), marked.indexOf('»') - 1]);
    });
  }

  it('is told to go where nothing is found', () => {
    assert.deepEqual(codes(suppressed('torch==2 # weighbridge: ignore dependency/unpinned -- ours')), [
      'ignore-unused',
    ]);
    assert.deepEqual(codes(suppressed('# weighbridge: ignore dependency/unpinned -- ours\n')), ['ignore-unused']);
  });

  it('stands behind // where that is how comments begin', () => {
    const text = '!x // weighbridge: ignore dependency/unpinned -- ours\n';
    assert.equal(counts(suppressed(text, '//')), '0 kept, 1 suppressed');
    assert.equal(counts(suppressed(text, '#')), '1 kept, 0 suppressed');
    assert.deepEqual(codes(suppressed(text, '#')), []);
  });

  it('is not heard in files without comments', () => {
    const document = new Document('/p/a.json', 'card', '# weighbridge: ignore x', { mentions: [], problems: [] });
    assert.deepEqual(codes(suppress(document, [], [], ruleIds, today)), []);
  });

  it('takes a hundred thousand comments in its stride', () => {
    const comment = '# weighbridge: ignore dependency/unpinned -- ours\n';
    assert.equal(counts(suppressed(`${comment.repeat(100_000)}!torch\n`)), '0 kept, 1 suppressed');
    const lines = '!torch # weighbridge: ignore dependency/unpinned -- ours\n';
    assert.equal(counts(suppressed(lines.repeat(20_000))), '0 kept, 20000 suppressed');
  });
});
