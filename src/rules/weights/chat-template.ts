import type { TemplateMention } from '../../domain/mention';
import type { TemplateFinding } from '../../templates/findings';
import { judgeTemplate } from '../../templates/judge';
import { writtenAt } from '../../text/spelling';
import { rule } from '../rule';
import { isOfTemplate, reasonOf } from './reason';
import { nameOf, weightsAndNamers, weightsSpokenOf } from './spoken-of';

/** A chat template is code: what it reaches for runs with each chat, on the machine that serves the model. */
export const chatTemplate = rule({
  id: 'weights/chat-template',
  title: 'A chat template runs code, or says what nobody is meant to see',
  severity: 'error',
  fix: 'none',
  reads: [...weightsAndNamers, 'chat-template'],
  messages: {
    dangerous: '{says}{named} {advice}{more}',
    suspicious: { text: '{says}{named} {advice}{more}', severity: 'warning' },
    unknown: { text: '{says}{named} {advice}{more}', severity: 'info' },
  },
  check(document, { known, report }) {
    for (const spoken of weightsSpokenOf(document, known)) {
      const { facts, where, subject, related } = spoken;
      const findings = facts.scan?.findings.filter(isOfTemplate) ?? [];
      const verdict = verdicts.find((one) => findings.some((finding) => finding.verdict === one));
      const gravest = findings.filter((finding) => finding.verdict === verdict);
      const reason = reasonOf(gravest, spoken);
      if (verdict === undefined || !reason) continue;
      const { more, code, member, offset } = reason;
      const named = spoken.written ? ` That is in ${nameOf(spoken.path)}, which is named here.` : '';
      report(where, verdict, { ...gravest[0]?.data, named, more, code, member, offset }, { subject, related });
    }
    for (const template of document.mentions('template')) {
      for (const { verdict, start, end, ...data } of judged(template))
        report(writtenAt(template.runs, { start, end }), verdict, { ...data });
    }
  },
});

/** Of a weight file the gravest of what was found speaks for the others. */
const verdicts = ['dangerous', 'suspicious', 'unknown'] as const;

const remembered = new WeakMap<TemplateMention, readonly TemplateFinding[]>();

/** A document is checked whenever another one changes; its templates are followed once. */
function judged(template: TemplateMention): readonly TemplateFinding[] {
  const findings = remembered.get(template) ?? judgeTemplate(template.text);
  remembered.set(template, findings);
  return findings;
}
