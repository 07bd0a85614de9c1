import type { Finding } from '../../src/domain/finding';
import type { CheckReport } from '../../src/report/report';
import { topOfFile } from '../../src/text/place';

/** A report with one finding that has everything, and one problem; `parts` replaces what a test is about. */
export function sample(parts: Partial<CheckReport> = {}): CheckReport {
  return {
    tool: { name: 'weighbridge', version: '0.1.0' },
    root: '/p',
    advisories: { asOf: '2026-07-23', count: 6812 },
    maliciousReports: 9351,
    summary: { files: 1, components: 2, error: 0, warning: 1, info: 0, suppressed: 3 },
    findings: [finding()],
    problems: [{ path: '/p/b.py', code: 'not-utf-8', message: 'This is not UTF-8.', range: topOfFile }],
    relative: (path) => path.slice('/p/'.length),
    ...parts,
  };
}

/** `torch` in line 2 of `a/requirements.txt`. */
export function finding(parts: Partial<Finding> = {}): Finding {
  const path = '/p/a/requirements.txt';
  return {
    rule: 'dependency/unpinned',
    severity: 'warning',
    path,
    range: { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } },
    message: 'torch accepts any version.',
    subject: 'pkg:pypi/torch',
    data: { name: 'torch', version: undefined },
    related: [{ path: '/p/c.txt', range: topOfFile, message: 'Pinned here' }],
    fixes: [{ title: 'Pin torch to 2.6.0', safety: 'safe', edits: [{ path, start: 9, end: 9, newText: '==2.6.0' }] }],
    ...parts,
  };
}

/** What files and their names may hold to deceive whoever reads a report. */
export const hostile =
  '\u001b[2J\u001b]8;;http://x\u0007 \u202Egnp.\u2066 \r\n::error::x\0 <img src=x> | `rm` [a](b) \ud800 100%';
