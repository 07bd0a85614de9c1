import { rule } from '../rule';
import { reasonOf } from './reason';

/** A file that breaks off, or says two things about itself, is read in one way by scanners and in another by loaders. */
export const malformed = rule({
  id: 'weights/malformed',
  title: 'A weight file is broken',
  severity: 'warning',
  fix: 'none',
  reads: ['weights'],
  messages: { malformed: '{reason}{more}' },
  check(document, { known, report }) {
    const { scan } = document.reading.weights!;
    if (scan === undefined || scan.verdict === 'dangerous') return;
    const findings = scan.findings.filter(({ code, verdict }) => verdict === 'unknown' && broken.test(code));
    const reason = reasonOf(findings);
    if (!reason) return;
    report({ start: 0, end: 0 }, 'malformed', reason, {
      subject: known.localId(document.path),
      related: known.referencesTo(document.path),
    });
  },
});

/** Headers of safetensors and GGUF are not named here: what is wrong with them is told where they are read. */
const broken =
  /^(?:pickle\/broken|zip\/(?:broken-\w+|missing-member|truncated|wrong-size)|numpy\/(?:wrong-size|bad-header)|keras\/unreadable-config|archive\/broken|weights\/broken-compression)$/;
