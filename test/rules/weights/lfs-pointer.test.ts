import assert from 'node:assert/strict';
import type { NamedWeights } from '../../../src/domain/knowledge';
import { lfsPointer } from '../../../src/rules/weights/lfs-pointer';
import { findingsIn as findingsInText, ruleTest } from '../rule-test';
import { findingsIn } from './scanned';

const pointer: NamedWeights = {
  path: '/project/models/ranker.pt',
  facts: { format: 'lfs-pointer', size: 130, metadata: {} },
};
const fetched: NamedWeights = { ...pointer, facts: { ...pointer.facts, format: 'torch-zip' } };
const load = (path: string): string => `import torch\ntorch.load(${path})\n`;

describe('weights/lfs-pointer at the file', () => {
  it('says that nothing is known of it', () => {
    const [finding] = findingsIn(lfsPointer, [], { format: 'lfs-pointer' });
    assert.equal(finding?.severity, 'info');
    assert.equal(
      finding.message,
      'ranker.pt is a pointer of Git LFS: its content has not been fetched, so nothing is known of what loading it does. Run "git lfs pull".',
    );
  });

  it('tells the command that fetches it, in the work tree that it stands in', () => {
    const commands = (name: string) =>
      findingsIn(lfsPointer, [], { name, format: 'lfs-pointer', knowing: { workTreeOf: () => '/project' } })[0]
        ?.commands;
    assert.deepEqual(commands('the ranker.pt'), [
      {
        title: 'Fetch the ranker.pt with Git LFS',
        line: 'git lfs pull --include="models/the ranker.pt"',
        folder: '/project',
      },
    ]);
    assert.equal(commands('$(id).pt'), undefined);
    assert.equal(findingsIn(lfsPointer, [], { format: 'lfs-pointer' })[0]?.commands, undefined);
  });

  it('is silent on a file that is there', () => assert.deepEqual(findingsIn(lfsPointer, []), []));
});

ruleTest(lfsPointer, {
  silent: [
    { code: load("'models/ranker.pt'"), file: 'train.py' },
    { code: load("'models/ranker.pt'"), file: 'train.py', knowing: { weightsNamed: () => fetched } },
    { code: load('name'), file: 'train.py', knowing: { weightsNamed: () => pointer } },
    {
      code: '{"weight_map": {"a": "model-00001-of-00002.safetensors"}}',
      file: 'model.safetensors.index.json',
      knowing: { weightsNamed: () => pointer },
    },
  ],
  speaks: [
    {
      code: load("'«models/ranker.pt»'"),
      file: 'train.py',
      says: 'named',
      severity: 'warning',
      knowing: { weightsNamed: () => pointer },
      message:
        'ranker.pt is loaded here, but it is a pointer of Git LFS whose content has not been fetched, so loading it fails. Run "git lfs pull".',
      subject: 'pkg:generic/project/models/ranker.pt',
    },
    {
      code: 'FROM scratch\nCOPY --chmod=444 «models/ranker.pt» /srv/\n',
      file: 'Dockerfile',
      says: 'copied',
      knowing: { weightsNamed: () => pointer },
      message: /^ranker\.pt is copied into the image here, .* Run "git lfs pull" before the build\.$/,
    },
  ],
});

describe('weights/lfs-pointer at a place that names the file', () => {
  it('points to the file', () => {
    const [finding] = findingsInText(lfsPointer, {
      code: load("'models/ranker.pt'"),
      file: 'train.py',
      knowing: { weightsNamed: () => pointer },
    });
    assert.deepEqual(
      finding?.related.map(({ path, message }) => [path, message]),
      [['/project/models/ranker.pt', 'The weight file']],
    );
  });
});
