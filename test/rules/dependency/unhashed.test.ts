import type { Knowledge } from '../../../src/domain/knowledge';
import { unhashed } from '../../../src/rules/dependency/unhashed';
import { ruleTest } from '../rule-test';

const hash = `--hash=sha256:${'0'.repeat(64)}`;

const asked: Partial<Knowledge> = { areHashesRequired: () => true };

ruleTest(unhashed, {
  silent: [
    'torch==2.6.0\nnumpy==1.26.4',
    `torch==2.6.0 ${hash}\nnumpy==1.26.4 \\\n  ${hash}`,
    `torch==2.6.0 ${hash}\n-e .\n./local`,
    `torch==2.6.0 ${hash}\nhttps://example.org/tools-1.0.tar.gz#egg=tools&sha256=${'0'.repeat(64)}`,
    `torch==2.6.0 ${hash}\ntools @ git+https://example.org/a/tools@main`,
    `-c constraints.txt\ntorch==2.6.0 ${hash}\nnumpy==1.26.4`,
    { code: `torch==2.6.0 ${hash}\nnumpy==1.26.4`, file: 'constraints.txt' },
    { code: `torch==2.6.0 ${hash}\n-e .`, knowing: asked },
    { code: 'torch', file: 'requirements.in', knowing: { ...asked, lockOf: () => '/project/requirements.txt' } },
  ],
  speaks: [
    {
      code: `torch==2.6.0 ${hash}\n«numpy==1.26.4»  # why`,
      says: 'some',
      message:
        'numpy has no hash, though other packages of this file have one, so pip refuses to install from it. Compile the file again with hashes.',
      subject: 'pkg:pypi/numpy@1.26.4',
    },
    { code: `«numpy»\ntorch==2.6.0 ${hash}`, says: 'some' },
    {
      code: '«torch==2.6.0»\n-e .',
      says: 'policy',
      knowing: asked,
      message: /^torch has no hash, though the policy of this project asks for hashes, so /,
    },
    { code: `«numpy»\ntorch==2.6.0 ${hash}`, says: 'some', knowing: asked },
    { code: '--require-hashes\n«torch==2.6.0»', says: 'required' },
    { code: `torch==2.6.0 ${hash}\n«tools» @ https://example.org/tools-1.0.tar.gz`, says: 'some' },
  ],
});
