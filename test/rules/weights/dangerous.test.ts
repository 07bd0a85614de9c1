import assert from 'node:assert/strict';
import type { NamedWeights } from '../../../src/domain/knowledge';
import type { Scan } from '../../../src/domain/scan';
import { dangerous } from '../../../src/rules/weights/dangerous';
import { topOfFile } from '../../../src/text/place';
import { findingsIn as findingsInText, ruleTest } from '../rule-test';
import { broken, call, encrypted, findingsIn, foreign, unfinished } from './scanned';

describe('weights/dangerous', () => {
  it('says at the top of the file what was found, and where the file is named', () => {
    const related = [{ path: '/project/app.py', range: topOfFile, message: 'Named here by torch.load' }];
    const [finding, ...others] = findingsIn(dangerous, [foreign, call, broken], {
      knowing: { referencesTo: () => related },
    });
    assert.deepEqual(others, []);
    assert.deepEqual(finding?.range, topOfFile);
    assert.equal(finding.severity, 'error');
    assert.equal(finding.subject, 'pkg:generic/project/models/ranker.pt');
    assert.equal(finding.message, 'Loading this file calls os.system. Do not load it. It passes on "echo pwned".');
    assert.deepEqual(finding.related, related);
  });

  it('names what a command is handed to, where the message does not', () => {
    const message = 'Loading this file hands a command to a function. Do not load it.';
    const [finding] = findingsIn(dangerous, [{ ...call, message }]);
    assert.equal(finding?.message, `${message} It passes on "echo pwned" to os.system.`);
  });

  for (const [what, findings] of [
    ['a safe file', []],
    ['a file that was not read to its end', [unfinished]],
    ['what is only suspicious, encrypted or broken', [foreign, encrypted, broken]],
  ] as const) {
    it(`is silent on ${what}`, () => assert.deepEqual(findingsIn(dangerous, findings), []));
  }
});

describe('weights/dangerous at a place that names the file', () => {
  const scan: Scan = { verdict: 'dangerous', findings: [call] };
  const harmful = { path: '/project/models/ranker.pt', facts: { format: 'torch-zip', size: 1, metadata: {}, scan } };
  const clean: NamedWeights = {
    path: '/project/models/ranker.safetensors',
    facts: { format: 'safetensors', size: 1, metadata: {}, scan: { verdict: 'safe', findings: [] } },
  };
  const knowing = { weightsNamed: () => harmful };
  const withSibling = {
    weightsNamed: (_: string, name: string) => (name.endsWith('.safetensors') ? clean : harmful),
  };
  const message =
    'Loading ranker.pt calls os.system. Do not load it. It passes on "echo pwned". With weights_only=True, torch.load refuses to run it; before torch 2.6 that could be bypassed.';

  it('says the same there, with the way to the file', () => {
    const [finding, ...others] = findingsInText(dangerous, {
      code: '{"weight_map": {"a": "models/ranker.pt"}}',
      file: 'model.bin.index.json',
      knowing,
    });
    assert.deepEqual(others, []);
    assert.equal(finding?.subject, 'pkg:generic/project/models/ranker.pt');
    assert.deepEqual(finding.related, [
      { path: '/project/models/ranker.pt', range: topOfFile, message: 'The weight file' },
    ]);
  });

  it('loads a safetensors file in place of the other only where the call says nothing that is lost by it', () => {
    const title = 'Switch to ranker.safetensors';
    const offered = (code: string): boolean =>
      findingsInText(dangerous, { code, file: 'a.py', knowing: withSibling })[0]!.fixes.some(
        (fix) => fix.title === title,
      );
    const calls = (call: string): string => `import safetensors.torch\nimport torch as th\n${call}\n`;
    for (const call of ['th.load("a.pt")', 'th.load("a.pt", "cpu")', "th.load('a.pt', mmap=True)"])
      assert.ok(offered(calls(call)), call);
    for (const call of [
      'th.load("a.pt", device)',
      'th.load("a.pt", map_location=lambda s, _: s)',
      'th.load("a.pt", pickle_module=dill)',
      'th.load("a.pt", **options)',
      'th.load("a.pt", *more, weights_only=False)',
      'th.load(f="a.pt")',
      'th.load(open("a.pt", "rb"))',
      'PATH = "a.pt"\nth.load(PATH)',
    ])
      assert.ok(!offered(calls(call)), call);
    assert.ok(!offered('def f():\n  import torch\n  torch.load("a.pt")\n'));
  });

  it('tells the command that downloads the file again, where it is known from where and at which commit', () => {
    const commit = '0123456789abcdef0123456789abcdef01234567';
    const download = {
      kind: 'model',
      name: 'acme/ranker',
      commit,
      file: 'ranker.pt',
      folder: '/project/models',
    } as const;
    const commandsWith = (given: Partial<typeof download>) =>
      findingsIn(dangerous, [call], { knowing: { downloadOf: () => ({ ...download, ...given }) } })[0]?.commands;
    assert.deepEqual(commandsWith({}), [
      {
        title: 'Download ranker.pt again from acme/ranker at 0123456',
        line: `hf download acme/ranker ranker.pt --revision ${commit} --local-dir .`,
        folder: '/project/models',
      },
    ]);
    assert.equal(commandsWith({ file: 'a;id.pt' as 'ranker.pt' }), undefined);
  });

  ruleTest(dangerous, {
    silent: [
      { code: 'import torch\ntorch.load("models/ranker.pt")\n', file: 'a.py' },
      { code: 'import torch\ntorch.load("a.safetensors")\n', file: 'a.py', knowing: { weightsNamed: () => clean } },
    ],
    speaks: [
      {
        code: 'import torch\ntorch.load("«models/ranker.pt»")\n',
        file: 'a.py',
        knowing,
        says: 'dangerous',
        message,
        suggested: 'import torch\ntorch.load("models/ranker.pt", weights_only=True)\n',
      },
      {
        code: 'import torch\ntorch.load("«models/ranker.pt»", "cpu", weights_only=False)\n',
        file: 'a.py',
        knowing,
        says: 'dangerous',
        message,
        suggested: 'import torch\ntorch.load("models/ranker.pt", "cpu", weights_only=True)\n',
      },
      {
        code: 'import torch\ntorch.load("«models/ranker.pt»", **options)\n',
        file: 'a.py',
        knowing,
        says: 'dangerous',
        message: 'Loading ranker.pt calls os.system. Do not load it. It passes on "echo pwned".',
      },
      {
        code: 'from diffusers import FluxPipeline\nFluxPipeline.from_single_file("«models/ranker.pt»")\n',
        file: 'a.py',
        knowing: withSibling,
        says: 'dangerous',
        message: /ranker\.safetensors stands beside it and holds no code: load that instead\.$/,
        suggested: 'from diffusers import FluxPipeline\nFluxPipeline.from_single_file("models/ranker.safetensors")\n',
      },
      {
        code: 'import os\nimport torch\nstate = torch.load("«models/ranker.pt»", map_location="cuda:0", weights_only=False)\n',
        file: 'a.py',
        knowing: withSibling,
        says: 'dangerous',
        suggested:
          'import os\nimport safetensors.torch\nimport torch\nstate = safetensors.torch.load_file("models/ranker.safetensors", device="cuda:0")\n',
      },
      {
        code: 'FROM scratch\nCOPY ["«models/ranker.pt»", "/srv/"]\n',
        file: 'Dockerfile',
        knowing,
        says: 'dangerous',
        message: /^Loading ranker\.pt calls os\.system\./,
      },
    ],
  });
});
