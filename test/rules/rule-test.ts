import assert from 'node:assert/strict';
import { checkDocument } from '../../src/check/check';
import { Document } from '../../src/domain/document';
import type { Finding, Fix, Severity } from '../../src/domain/finding';
import type { Knowledge } from '../../src/domain/knowledge';
import { readText } from '../../src/project/load';
import type { Rule } from '../../src/rules/rule';
import { applyEdits } from '../../src/text/edit';
import { marked } from './marked';

/** A text that a rule looks at, in the file that its reader reads, and what is known of the world around it. */
export interface Situation {
  readonly code: string;
  /** Relative to the root; default by the rule's first reader kind. */
  readonly file?: string;
  /** Answers of `Knowledge`; what is not given is not known. */
  readonly knowing?: Partial<Knowledge>;
}

export interface Speaking extends Situation {
  /** With `«»` around the range of the one finding. */
  readonly code: string;
  /** The key of the message. */
  readonly says: string;
  /** Default: the rule's own. */
  readonly severity?: Severity;
  /** The exact message, or what it has to match. */
  readonly message?: string | RegExp;
  /** The text after the safe fix. */
  readonly fixed?: string;
  /** The text after the first fix, which must not be safe. */
  readonly suggested?: string;
  readonly subject?: string;
}

const root = '/project';
const usualFile: Readonly<Record<string, string>> = {
  requirements: 'requirements.txt',
  python: 'train.py',
  card: 'README.md',
};

/** Shows a rule situations in which it keeps silent, and others in which it says exactly one thing. */
export function ruleTest(
  rule: Rule,
  { silent, speaks }: { readonly silent: readonly (string | Situation)[]; readonly speaks: readonly Speaking[] },
): void {
  describe(rule.id, () => {
    for (const given of silent) {
      const situation = typeof given === 'string' ? { code: given } : given;
      it(`is silent: ${titleOf(situation)}`, () => {
        assert.deepEqual(
          findingsIn(rule, situation).map(({ message }) => message),
          [],
        );
      });
    }
    for (const situation of speaks) it(`says "${situation.says}": ${titleOf(situation)}`, () => speak(rule, situation));
  });
}

/** Everything a rule says about a text, read by the real reader of its file name. */
export function findingsIn(rule: Rule, { code, file, knowing }: Situation): readonly Finding[] {
  const relative = file ?? usualFile[rule.reads[0]!]!;
  const document = readText(`${root}/${relative}`, relative, code);
  assert.ok(document, `no reader takes ${relative}`);
  return findingsOf(rule, document, knowing);
}

/** Everything a rule says about a document. */
export function findingsOf(rule: Rule, document: Document, knowing: Partial<Knowledge> = {}): readonly Finding[] {
  return checkDocument(document, [rule], { ...nothingKnown, ...knowing }, () => undefined);
}

function speak(rule: Rule, situation: Speaking): void {
  const { text, span } = marked(situation.code);
  const findings = findingsIn(rule, { ...situation, code: text });
  assert.equal(findings.length, 1, `expected one finding, got: ${findings.map(({ message }) => message).join(' / ')}`);
  const finding = findings[0]!;
  const message = rule.messages[situation.says];
  assert.ok(message, `the rule has no message "${situation.says}"`);
  const [template, severity] =
    typeof message === 'string' ? [message, rule.severity] : [message.text, message.severity];

  assert.deepEqual(finding.range, new Document('', '', text, { mentions: [], problems: [] }).lines.range(span));
  assert.match(finding.message, shapeOf(template));
  assert.doesNotMatch(finding.message, /[{}]\w*[{}]|undefined|\s$/);
  assert.equal(finding.severity, situation.severity ?? severity);
  if (typeof situation.message === 'string') assert.equal(finding.message, situation.message);
  else if (situation.message) assert.match(finding.message, situation.message);
  if (situation.subject !== undefined) assert.equal(finding.subject, situation.subject);
  assert.equal(after(text, finding, 'safe'), situation.fixed);
  assert.equal(after(text, finding, 'suggested'), situation.suggested);
}

function after(text: string, { fixes, path }: Finding, safety: Fix['safety']): string | undefined {
  const fix = fixes.find((candidate) => candidate.safety === safety);
  if (!fix) return undefined;
  assert.ok(fix.title !== '' && fix.edits.every((edit) => edit.path === path));
  return applyEdits(text, fix.edits).text;
}

/** A message as a pattern: what stands in braces may be anything. */
function shapeOf(template: string): RegExp {
  const parts = template.split(/\{\w+\}/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*').trimEnd()}$`);
}

function titleOf({ code, file }: Situation): string {
  const line = code.trim().replace(/\s+/g, ' ');
  return (line.length > 90 ? `${line.slice(0, 90)}…` : line || 'nothing') + (file === undefined ? '' : ` in ${file}`);
}

const nothingKnown: Knowledge = {
  malicious: () => undefined,
  advisories: () => undefined,
  versionInUse: () => undefined,
  isManifestSource: () => false,
  installedNeeds: () => undefined,
  areHashesRequired: () => false,
  originOf: () => undefined,
  lockOf: () => undefined,
  commitOf: () => undefined,
  weightsNamed: () => undefined,
  lockedCommit: () => undefined,
  release: () => undefined,
  packageFacts: () => undefined,
  commitOfGit: () => undefined,
  isLocal: () => false,
  signatureOf: () => undefined,
  referencesTo: () => [],
  licenseBeside: () => undefined,
  workTreeOf: () => undefined,
  downloadOf: () => undefined,
  localId: (path) => `pkg:generic${path}`,
};
