import { rule } from '../rule';
import { isOfTemplate, reasonOf } from './reason';
import { remedyFor } from './remedy';
import { weightsAndNamers, weightsSpokenOf } from './spoken-of';

/** A weight file that calls code which is not known here may do anything that this code does. */
export const suspicious = rule({
  id: 'weights/suspicious',
  title: 'Loading a weight file can run code of which nothing is known',
  severity: 'warning',
  fix: 'suggested',
  reads: weightsAndNamers,
  messages: { suspicious: '{reason}{more}{advice}' },
  check(document, { known, report }) {
    for (const spoken of weightsSpokenOf(document, known)) {
      const { facts, where, subject, related, guard } = spoken;
      if (facts.scan === undefined || facts.scan.verdict === 'dangerous' || guard?.state === 'on') continue;
      const reason = reasonOf(
        facts.scan.findings.filter((one) => one.verdict === 'suspicious' && !isOfTemplate(one)),
        spoken,
      );
      if (!reason) continue;
      const { advice, fixes } = remedyFor(document, spoken, known);
      report(where, 'suspicious', { ...reason, advice }, { subject, related, fixes });
    }
  },
});
