import { rule } from '../rule';
import { reasonOf } from './reason';

/** A weight file that calls code which is not known here may do anything that this code does. */
export const suspicious = rule({
  id: 'weights/suspicious',
  title: 'Loading a weight file can run code of which nothing is known',
  severity: 'warning',
  fix: 'none',
  reads: ['weights'],
  messages: { suspicious: '{reason}{more}' },
  check(document, { known, report }) {
    const { scan } = document.reading.weights!;
    if (scan === undefined || scan.verdict === 'dangerous') return;
    const findings = scan.findings.filter(({ verdict }) => verdict === 'suspicious');
    const reason = reasonOf(findings);
    if (!reason) return;
    report({ start: 0, end: 0 }, 'suspicious', reason, {
      subject: known.localId(document.path),
      related: known.referencesTo(document.path),
    });
  },
});
