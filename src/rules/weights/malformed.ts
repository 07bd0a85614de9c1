import { rule } from '../rule';
import { reasonOf } from './reason';
import { weightsAndNamers, weightsSpokenOf } from './spoken-of';

/** A file that breaks off, or says two things about itself, is read in one way by scanners and in another by loaders. */
export const malformed = rule({
  id: 'weights/malformed',
  title: 'A weight file is broken',
  severity: 'warning',
  fix: 'none',
  reads: weightsAndNamers,
  messages: { malformed: '{reason}{more}' },
  check(document, { known, report }) {
    for (const spoken of weightsSpokenOf(document, known)) {
      const { facts, where, subject, related } = spoken;
      if (facts.scan === undefined || facts.scan.verdict === 'dangerous') continue;
      const reason = reasonOf(
        facts.scan.findings.filter(({ code, verdict }) => verdict === 'unknown' && broken.test(code)),
        spoken,
      );
      if (reason) report(where, 'malformed', reason, { subject, related });
    }
  },
});

/** Headers of safetensors and GGUF are not named here: what is wrong with them is told where they are read. */
const broken =
  /^(?!safetensors\/|gguf\/)[\w-]+\/(?:broken(?:-\w+)?|truncated|missing-member|wrong-(?:size|checksum)|bad-\w+|absurd-length|unreadable-(?:config|schema))$/;
