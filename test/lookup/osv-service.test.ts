import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { readAdvisories } from '../../src/facts/advisories-table';
import { readMalicious } from '../../src/facts/malicious-table';
import { AnswerCache } from '../../src/lookup/answer-cache';
import { OsvLookups } from '../../src/lookup/osv-lookups';
import { recordsOn } from '../../src/lookup/osv-service';
import { answer, memoryHost } from '../host/memory-host';
import { osvRecord, withPublicServices } from './public-services';
import type { OsvRecord } from './public-services';

const data = '../shared/data/advisories';

describe('the batches of OSV', () => {
  const asking = (http: Parameters<Parameters<typeof withPublicServices>[1]>[0]) => (path: string, body?: string) =>
    http.request(`https://api.osv.dev${path}`, { timeout: 5000, limit: 1 << 20, ...(body !== undefined && { body }) });

  it('are read page by page', () => {
    const records = Array.from({ length: 7 }, (_, at) => osvRecord(`A-${at}`, 'acme'));
    return withPublicServices({ records, pageSize: 3 }, async (http, { bodies }) => {
      const found = await recordsOn(asking(http), [
        { ecosystem: 'PyPI', name: 'fine' },
        { ecosystem: 'PyPI', name: 'acme' },
      ]);
      assert.deepEqual(
        found.map((references) => references.map(({ id, modified }) => `${id} ${modified}`)),
        [[], ['0', '1', '2', '3', '4', '5', '6'].map((at) => `A-${at} 2027-01-01`)],
      );
      assert.equal(bodies.length, 3);
      assert.doesNotMatch(bodies[1]!, /fine/);
    });
  });

  it('hold a thousand packages each', () =>
    withPublicServices({ records: [osvRecord('A-1', 'acme-2499')] }, async (http, { bodies }) => {
      const queries = Array.from({ length: 2500 }, (_, at) => ({ ecosystem: 'PyPI' as const, name: `acme-${at}` }));
      const found = await recordsOn(asking(http), queries);
      assert.deepEqual(found[2499], [{ id: 'A-1', modified: '2027-01-01' }]);
      assert.equal(bodies.length, 3);
    }));

  it('end at a number of pages, whatever the service says', async () => {
    let asked = 0;
    const body = { results: [{ vulns: [{ id: 'A-1' }], next_page_token: 'again' }] };
    await recordsOn(
      () => Promise.resolve(answer(JSON.stringify(body), (asked++, 200))),
      [{ ecosystem: 'npm', name: 'a' }],
    );
    assert.equal(asked, 20);
  });

  it('leave out ids that cannot be ones', async () => {
    const vulns = [
      { id: '../../etc/passwd' },
      { id: 7 },
      { id: 'A b' },
      {},
      null,
      { id: 'x'.repeat(200) },
      { id: 'A-1' },
    ];
    const found = await recordsOn(
      () => Promise.resolve(answer(JSON.stringify({ results: [{ vulns }] }))),
      [{ ecosystem: 'npm', name: 'a' }],
    );
    assert.deepEqual(found, [[{ id: 'A-1', modified: '' }]]);
  });
});

describe('advisories from OSV alone', () => {
  it('agree with the recorded answers of the public service about PyPA advisories', async function () {
    if (!existsSync(data)) {
      console.warn(`SKIPPED: ${data} is not here, so answers are not compared with those of the public service.`);
      return this.skip();
    }
    const recorded = JSON.parse(readFileSync(`${data}/osvdev-recorded.json`, 'utf8')) as Recorded[];
    const names = new Set(recorded.map(({ pkg }) => pkg));
    const facts = readFileSync(`${data}/pypi-facts.jsonl`, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Fact);
    const records = facts.filter(({ pkg }) => names.has(pkg)).map(recordOf);
    await withPublicServices({ records, pageSize: 50 }, async (http) => {
      const host = memoryHost({}, { http, caches: '/cache' });
      const osv = new OsvLookups(host, new AnswerCache(host));
      const packages = [...names].map((name) => ({ ecosystem: 'pypi' as const, name }));
      await osv.ask(packages, { advisories: readAdvisories(''), malicious: readMalicious('') });
      const answers = recorded.map(({ pkg, version }) => ({
        ...{ pkg, version },
        ids: (osv.about('pypi', pkg)!.advisories?.hitting(version) ?? []).map(({ id }) => id).sort(),
      }));
      assert.equal(answers.length, 31);
      assert.deepEqual(
        answers,
        recorded.map(({ ids, ...about }) => ({ ...about, ids: ids.filter((id) => id.startsWith('PYSEC-')).sort() })),
      );
      assert.deepEqual(host.warnings, []);
    });
  });
});

interface Recorded {
  readonly pkg: string;
  readonly version: string;
  readonly ids: readonly string[];
}

interface Fact {
  readonly id: string;
  readonly pkg: string;
  readonly aliases?: readonly string[];
  readonly withdrawn?: string;
  readonly ranges?: readonly (readonly Readonly<Record<string, string>>[])[];
  readonly versions?: readonly string[];
  readonly extra?: readonly string[];
}

/** A line of the facts as the OSV record that it was made of. */
function recordOf({ id, pkg, aliases, withdrawn, ranges = [], versions = [], extra = [] }: Fact): OsvRecord {
  const names: Readonly<Record<string, string>> = { i: 'introduced', f: 'fixed', l: 'last_affected', m: 'limit' };
  const renamed = (event: Readonly<Record<string, string>>): object =>
    Object.fromEntries(Object.entries(event).map(([key, value]) => [names[key]!, value]));
  const events = ranges.map((range) => range.map(renamed));
  const affected = {
    package: { ecosystem: 'PyPI', name: pkg },
    ranges: events.map((list) => ({ type: 'ECOSYSTEM', events: list })),
    versions: [...versions, ...extra],
  };
  return { id, affected: [affected], ...(aliases && { aliases }), ...(withdrawn !== undefined && { withdrawn }) };
}
