import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import type { Knowledge } from '../../../src/domain/knowledge';
import { popularPackages } from '../../../src/facts/popular-packages';
import { lookAlike } from '../../../src/rules/dependency/look-alike';
import { typosquat } from '../../../src/rules/dependency/typosquat';
import { ruleTest } from '../rule-test';

const reported: Partial<Knowledge> = {
  malicious: () => ({ ids: [], everyRelease: true, popular: false, asOf: '2026-07-23', affects: () => true }),
};

ruleTest(typosquat, {
  silent: [
    'transformers\nTorch\nscikit_learn',
    'torchx\nfaiss-gpu\ntensorflow-gpu',
    'nvidia-cublas-cu14\npydantic3',
    'kdiffusers',
    'ply\nnose',
    'acme-retrieval',
    'sklearn\nsocket',
    'transfomers @ https://example.org/transfomers-1.0.tar.gz',
    { code: 'transfomers', knowing: reported },
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
    { code: '«tensorf1ow»', says: 'similar', message: /by one digit from/, suggested: 'tensorflow' },
    { code: '«LangChian»[all]', says: 'similar', suggested: 'langchain[all]' },
    {
      code: '[project]\ndependencies = ["«pandsa»"]',
      file: 'pyproject.toml',
      says: 'similar',
      suggested: '[project]\ndependencies = ["pandas"]',
    },
  ],
});

describe('look-alikes', () => {
  it('are never found among the most downloaded packages', () => {
    const { ranks } = popularPackages();
    assert.equal(ranks.size, 5000);
    assert.deepEqual(
      [...ranks.keys()].filter((name) => lookAlike(name)),
      [],
    );
  });

  it('are found for 3 of 4 names that were made to deceive, each with the name that it imitates', function () {
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
    assert.ok(found.length / squats.size > 0.75, `${found.length} of ${squats.size}`);
  });
});
