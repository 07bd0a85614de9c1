import { rule } from '../rule';
import { fetchAnew } from './fetch';
import { isOfTemplate, reasonOf } from './reason';
import { remedyFor } from './remedy';
import { weightsAndNamers, weightsSpokenOf } from './spoken-of';

/** Some weight files are programs: whoever loads such a file runs what its maker put into it. */
export const dangerous = rule({
  id: 'weights/dangerous',
  title: 'Loading a weight file runs something harmful',
  severity: 'error',
  fix: 'suggested',
  reads: weightsAndNamers,
  messages: { dangerous: '{reason}{more}{advice}' },
  check(document, { known, report }) {
    for (const spoken of weightsSpokenOf(document, known)) {
      const { facts, where, subject, related } = spoken;
      const findings = (facts.scan?.findings ?? []).filter((one) => one.verdict === 'dangerous' && !isOfTemplate(one));
      const reason = reasonOf(findings, spoken);
      if (!reason) continue;
      const { advice, fixes } = remedyFor(document, spoken, known);
      report(
        where,
        'dangerous',
        { ...reason, advice },
        { subject, related, fixes, commands: fetchAnew(spoken, known) },
      );
    }
  },
});
