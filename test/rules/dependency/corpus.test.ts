import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { Document } from '../../../src/domain/document';
import type { Finding } from '../../../src/domain/finding';
import { packageAdvisories } from '../../../src/lookup/advisories';
import { maliciousReport } from '../../../src/lookup/malicious';
import { normalizedName } from '../../../src/packaging/name';
import { requirements } from '../../../src/readers/requirements/requirements';
import { malicious } from '../../../src/rules/dependency/malicious';
import { vulnerable } from '../../../src/rules/dependency/vulnerable';
import { findingsOf } from '../rule-test';

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

const corpus = '../shared/corpus/deps';

describe('the requirements of real projects', function () {
  if (!existsSync(corpus)) {
    it('are judged as an independent matcher judges them', function () {
      console.warn(`!! ${corpus} is absent: the rules were NOT held against real requirements`);
      this.skip();
    });
    return;
  }
  const rows = readFileSync(`${corpus}/corpus-expected.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((row) => JSON.parse(row) as Expected);
  const files = new Map([...new Set(rows.map(({ file }) => file))].map((file) => [file, judged(file)]));

  it('have the same advisories and the same fixed versions', () => {
    let hit = 0;
    for (const row of rows.filter(({ kind }) => kind === 'pinned')) {
      const finding = findingAt(row, vulnerable.id);
      const where = `${row.file}:${row.line} ${row.name}${row.spec}`;
      assert.deepEqual([...((finding?.data['advisories'] as string[]) ?? [])].sort(), row.match, where);
      if (row.match!.length === 0) continue;
      assert.equal(finding?.data['fixed'] ?? null, row.clean, where);
      hit++;
    }
    assert.ok(hit > 50);
  });

  it('are reported as malicious where it says so, and nowhere else', () => {
    const reported = rows.filter((row) => findingAt(row, malicious.id));
    assert.deepEqual(
      reported.map(({ name }) => name),
      rows.filter(({ malware = [] }) => malware.length > 0).map(({ name }) => name),
    );
  });

  it('are not called vulnerable where they are names alone', () => {
    const bare = rows.filter((row) => row.kind === 'unpinned' && findingAt(row, vulnerable.id));
    assert.deepEqual(bare, []);
  });

  function findingAt({ file, line, name }: Expected, rule: string): Finding | undefined {
    return files
      .get(file)!
      .find(
        (one) =>
          one.rule === rule && normalizedName(String(one.data['name'])) === name && one.range.start.line === line - 1,
      );
  }
});

/** What the two rules find in a requirements file, whatever it is called, with the facts that ship. */
function judged(file: string): readonly Finding[] {
  const text = readFileSync(`${corpus}/${file}`, 'utf8');
  const reading = requirements.read(text, `/project/${file}`)!;
  const document = new Document(`/project/${file}`, requirements.kind, text, reading);
  const knowing = { advisories: packageAdvisories, malicious: maliciousReport };
  return [vulnerable, malicious].flatMap((rule) => findingsOf(rule, document, knowing));
}
