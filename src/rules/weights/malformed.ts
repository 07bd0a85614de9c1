import { rule } from '../rule';
import { fetchAnew } from './fetch';
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
      const findings = facts.scan.findings.filter(({ code, verdict }) => verdict === 'unknown' && broken.test(code));
      const reason = reasonOf(findings, spoken);
      if (reason) report(where, 'malformed', reason, { subject, related, commands: fetchAnew(spoken, known) });
    }
  },
});

const broken =
  /^[\w-]+\/(?:broken(?:-\w+)?|truncated|missing-member|(?:wrong|size|offset)-(?:size|checksum|mismatch)|trailing-bytes|(?:duplicate|empty)-key|old-version|bad-\w+|absurd-length|unreadable-(?:config|schema))$/;
