import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { Document } from '../../../src/domain/document';
import type { Finding } from '../../../src/domain/finding';
import type { Knowledge, PackageFacts } from '../../../src/domain/knowledge';
import { bundledSnapshot } from '../../../src/facts/snapshot';
import { SnapshotAnswers } from '../../../src/lookup/snapshot';
import { normalizedName } from '../../../src/packaging/name';
import { requirements } from '../../../src/readers/requirements/requirements';
import { malicious } from '../../../src/rules/dependency/malicious';
import { vulnerable } from '../../../src/rules/dependency/vulnerable';
import { findingsOf } from '../rule-test';

const bundled = new SnapshotAnswers(bundledSnapshot());

/** What an independent matcher says of a requirement; see the README of the corpus. */
interface Expected {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly spec: string;
  readonly kind: 'pinned' | 'range' | 'unpinned' | 'url';
  /** The ids of what hits a pinned version. */
  readonly match?: readonly string[];
  /** The smallest final version above it that nothing hits, where there is one. */
  readonly clean?: string | null;
  readonly malware?: readonly unknown[];
}

interface Released {
  readonly pkg: string;
  readonly versions: readonly string[];
}

const corpus = '../shared/corpus/deps';
const releases = '../shared/data/advisories/known-versions.jsonl';

describe('the requirements of real projects', function () {
  if (!existsSync(corpus)) {
    it('are judged as an independent matcher judges them', function () {
      console.warn(`!! ${corpus} is absent: the rules were NOT held against real requirements`);
      this.skip();
    });
    return;
  }
  const rows = linesOf<Expected>(`${corpus}/corpus-expected.jsonl`);
  const versions = new Map(linesOf<Released>(releases).map((row) => [row.pkg, row.versions]));
  const offline = judgedBy({});
  const online = judgedBy({ packageFacts: (_, name) => onIndex(versions.get(normalizedName(name))) });

  it('have the same advisories', () => {
    const pinned = rows.filter(({ kind }) => kind === 'pinned');
    for (const row of pinned)
      assert.deepEqual([...advisoriesIn(offline(row, vulnerable.id))].sort(), row.match, titleOf(row));
    assert.ok(pinned.filter(({ match }) => match!.length > 0).length > 50);
  });

  it('are fixed by the same versions where all releases are known, and else by one of those that advisories name', () => {
    for (const row of rows.filter(({ match = [] }) => match.length > 0)) {
      const [fix, named] = [online, offline].map((judged) => judged(row, vulnerable.id)?.data.fixed ?? null);
      assert.equal(fix, row.clean, titleOf(row));
      assert.ok(named === null || named === fix, titleOf(row));
    }
  });

  it('are reported as malicious where it says so, and nowhere else', () => {
    const reported = rows.filter((row) => offline(row, malicious.id));
    assert.deepEqual(reported.map(titleOf), rows.filter(({ malware = [] }) => malware.length > 0).map(titleOf));
  });

  it('are not called vulnerable where they are names alone', () => {
    const bare = rows.filter((row) => row.kind === 'unpinned' && offline(row, vulnerable.id));
    assert.deepEqual(bare.map(titleOf), []);
  });
});

function titleOf({ file, line, name, spec }: Expected): string {
  return `${file}:${line} ${name}${spec}`;
}

function linesOf<T>(path: string): readonly T[] {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as T);
}

function advisoriesIn(finding: Finding | undefined): readonly string[] {
  return (finding?.data.advisories ?? []) as readonly string[];
}

function onIndex(versions: readonly string[] | undefined): PackageFacts | undefined {
  return versions && { status: 'active', versions, asOf: '2026-07-23', source: 'PyPI' };
}

/** Gives what a rule finds at a requirement; each file is judged once. */
function judgedBy(knowing: Partial<Knowledge>): (row: Expected, rule: string) => Finding | undefined {
  const files = new Map<string, readonly Finding[]>();
  return ({ file, line, name }, rule) => {
    const findings = files.get(file) ?? judged(file, knowing);
    files.set(file, findings);
    return findings.find(
      ({ rule: id, data, range }) =>
        id === rule && normalizedName(String(data.name)) === normalizedName(name) && range.start.line === line - 1,
    );
  };
}

/** What the two rules find in a requirements file, whatever it is called, with the facts that ship. */
function judged(file: string, answers: Partial<Knowledge>): readonly Finding[] {
  const text = readFileSync(`${corpus}/${file}`, 'utf8');
  const reading = requirements.read(text, `/project/${file}`)!;
  const document = new Document(`/project/${file}`, requirements.kind, text, reading);
  const knowing: Partial<Knowledge> = {
    advisories: (ecosystem, name) => bundled.advisories(ecosystem, name),
    malicious: (ecosystem, name) => bundled.malicious(ecosystem, name),
    ...answers,
  };
  return [vulnerable, malicious].flatMap((rule) => findingsOf(rule, document, knowing));
}
