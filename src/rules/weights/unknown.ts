import { rule } from '../rule';
import { reasonOf } from './reason';

/** What cannot be read cannot be called safe: encryption and rare packings hide from scanners what loaders still run. */
export const unknown = rule({
  id: 'weights/unknown',
  title: 'What a weight file does when it is loaded cannot be told',
  severity: 'warning',
  fix: 'none',
  reads: ['weights'],
  messages: { unknown: '{reason}{more}' },
  check(document, { known, report }) {
    const { scan } = document.reading.weights!;
    if (scan === undefined || scan.verdict === 'dangerous') return;
    const findings = scan.findings.filter(({ code }) => hides.has(code));
    const reason = reasonOf(findings);
    if (!reason) return;
    report({ start: 0, end: 0 }, 'unknown', reason, {
      subject: known.localId(document.path),
      related: known.referencesTo(document.path),
    });
  },
});

/** What keeps a whole file from being read. That a format is not examined yet is no fault of the file. */
const hides: ReadonlySet<string> = new Set([
  'weights/changed-while-read',
  'weights/compression',
  'weights/limit',
  'weights/scan-crashed',
  'weights/scan-out-of-memory',
  'weights/scan-timeout',
  'zip/encrypted',
  'zip/unknown-method',
  'zip/bomb',
  'archive/unusual',
  'keras/limit',
]);
