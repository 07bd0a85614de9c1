import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import type { Knowledge, PackageFacts } from '../../../src/domain/knowledge';
import { popularPackages } from '../../../src/facts/popular-packages';
import { lookAlike, wellKnownLike } from '../../../src/rules/dependency/look-alike';
import { typosquat } from '../../../src/rules/dependency/typosquat';
import { ruleTest } from '../rule-test';

const reported: Partial<Knowledge> = {
  malicious: () => ({
    ids: [],
    everyRelease: true,
    popular: false,
    asOf: '2026-07-23',
    affects: () => true,
    isAllowedBy: () => true,
    isHighestAllowedBy: () => true,
  }),
};

ruleTest(typosquat, {
  silent: [
    'transformers\nTorch\nscikit_learn',
    'torchx\nfaiss-gpu\ntensorflow-gpu',
    'nvidia-cublas-cu14\npydantic3',
    'kdiffusers',
    'ply\nnose',
    'nxmpy\nsquirk\npip',
    'acme-retrieval',
    'sklearn\nsocket',
    'transfomers @ https://example.org/transfomers-1.0.tar.gz',
    { code: 'transfomers', knowing: reported },
    { code: 'pandsa', knowing: onIndex('quarantined') },
    { code: 'dependencies:\n- transfomers\n', file: 'environment.yml' },
  ],
  speaks: [
    {
      code: '«transfomers»>=4 # why',
      says: 'similar',
      message:
        '"transfomers" differs by one letter from the well-known "transformers" and may be a look-alike. Check the name before installing.',
      subject: 'pkg:pypi/transfomers',
      suggested: 'transformers>=4 # why',
    },
    { code: '«ttransformers»', says: 'similar', suggested: 'transformers' },
    { code: '«tensorflwo»', says: 'similar', message: /by two swapped letters from/, suggested: 'tensorflow' },
    { code: '«torch-vision»', says: 'similar', message: /by a hyphen from/, suggested: 'torchvision' },
    { code: '«beautiful-soup-4»', says: 'similar', message: /by hyphens from/, suggested: 'beautifulsoup4' },
    { code: '«nunpy»', says: 'similar', suggested: 'numpy' },
    { code: '«reqest»', says: 'similar', message: /by a few letters from/, suggested: 'requests' },
    { code: '«urllib33»', says: 'similar', message: /by one digit from/, suggested: 'urllib3' },
    { code: '«tensorf1ow»', says: 'disguised', suggested: 'tensorflow' },
    { code: '«nurnpy»==1.26', says: 'disguised', suggested: 'numpy==1.26' },
    {
      code: '«pandsa»==2.2',
      says: 'other',
      knowing: {
        versionInUse: (_, __, name) =>
          name === 'pandas' ? { version: '2.2', source: 'uv.lock', standing: 'binding' } : undefined,
      },
      message:
        '"pandsa" differs by two swapped letters from "pandas", and it is "pandas" that uv.lock has. Check the name before installing.',
      suggested: 'pandas==2.2',
    },
    {
      code: '«pandsa»',
      says: 'young',
      knowing: onIndex('active', '2026-07-01T10:00:00Z'),
      message: /and was first published on 2026-07-01 \(according to PyPI\)\./,
      suggested: 'pandas',
    },
    { code: '«pandsa»', says: 'similar', knowing: onIndex('active', '2019-07-01T10:00:00Z'), suggested: 'pandas' },
    { code: '«LangChian»[all]', says: 'similar', suggested: 'langchain[all]' },
    {
      code: '[project]\ndependencies = ["«pandsa»"]',
      file: 'pyproject.toml',
      says: 'similar',
      suggested: '[project]\ndependencies = ["pandas"]',
    },
  ],
});

/** What the index says of every name: its state, and when its only version was published. */
function onIndex(status: PackageFacts['status'], uploaded?: string): Partial<Knowledge> {
  const answer = { asOf: '2026-07-23T08:00:00Z', source: 'PyPI' };
  return {
    packageFacts: () => ({ ...answer, status, versions: ['1.0'] }),
    release: () => ({ ...answer, hashes: [], ...(uploaded !== undefined && { uploaded }) }),
  };
}

describe('look-alikes', () => {
  it('are never found among the most downloaded packages', () => {
    const { ranks } = popularPackages();
    assert.equal(ranks.size, 5000);
    assert.deepEqual(
      [...ranks.keys()].filter((name) => lookAlike(name)),
      [],
    );
  });

  it('are seldom found among honest packages that are less known', () => {
    const { honest, targets } = popularPackages();
    const held = new Set(targets);
    const others = [...honest].filter((name) => !held.has(name) && name.length >= 4);
    const mistaken = others.filter((name) => wellKnownLike(name));
    assert.ok(mistaken.length / others.length < 0.01, mistaken.join(' '));
  });

  it('are found for 4 of 5 names that were made to deceive, each with the name that it imitates', function () {
    const file = '../shared/data/advisories/malicious-facts.jsonl';
    if (!existsSync(file)) {
      console.warn(`    SKIPPED: ${file} is not there`);
      this.skip();
    }
    const rows = readFileSync(file, 'utf8').trimEnd().split('\n');
    const labels = rows.map((row) => JSON.parse(row) as { pkg: string; squat?: string });
    const squats = new Map(labels.flatMap(({ pkg, squat }) => (squat === undefined ? [] : [[pkg, squat] as const])));
    const found = [...squats].filter(([name]) => lookAlike(name));
    assert.deepEqual(
      found.filter(([name, meant]) => lookAlike(name)!.name !== meant),
      [],
    );
    assert.ok(found.length / squats.size > 0.8, `${found.length} of ${squats.size}`);
  });
});
