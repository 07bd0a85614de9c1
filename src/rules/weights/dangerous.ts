import { rule } from '../rule';
import { reasonOf } from './reason';

/** Some weight files are programs: whoever loads such a file runs what its maker put into it. */
export const dangerous = rule({
  id: 'weights/dangerous',
  title: 'Loading a weight file runs something harmful',
  severity: 'error',
  fix: 'none',
  reads: ['weights'],
  messages: { dangerous: '{reason}{more}' },
  check(document, { known, report }) {
    const { scan } = document.reading.weights!;
    if (scan?.verdict !== 'dangerous') return;
    const findings = scan.findings.filter(({ verdict }) => verdict === 'dangerous');
    const reason = reasonOf(findings);
    if (!reason) return;
    report({ start: 0, end: 0 }, 'dangerous', reason, {
      subject: known.localId(document.path),
      related: known.referencesTo(document.path),
    });
  },
});
