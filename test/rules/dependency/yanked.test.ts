import type { Knowledge, ReleaseFacts } from '../../../src/domain/knowledge';
import { yanked } from '../../../src/rules/dependency/yanked';
import { ruleTest } from '../rule-test';

const answer = { asOf: '2026-07-23T08:00:00Z', source: 'PyPI' };
const release = (yankedFor?: ReleaseFacts['yanked']): ReleaseFacts => ({
  ...answer,
  hashes: [],
  ...(yankedFor !== undefined && { yanked: yankedFor }),
});

/** Of `http`, 1.0 was taken back with a reason and 1.1 without one; 1.2 is a pre-release, 1.3 is good. */
const knowing: Partial<Knowledge> = {
  release: (ecosystem, name, version) =>
    ecosystem === 'pypi' && name === 'http'
      ? release({ '1.0': 'Broken on Windows.\n"Sorry"', '1.1': true as const }[version])
      : undefined,
  packageFacts: (_, name) =>
    name === 'http' ? { ...answer, status: 'active', versions: ['1.0', '1.1', '1.2rc1', '1.3', '1.4'] } : undefined,
};
const hash = `--hash=sha256:${'0'.repeat(64)}`;

ruleTest(yanked, {
  silent: [
    'http==1.0',
    { code: 'http==1.3', knowing },
    { code: 'http', knowing },
    { code: 'http>=1.0', knowing },
    { code: 'http==1.*', knowing },
    { code: 'http==', knowing },
    { code: 'other==1.0', knowing },
    { code: 'http @ https://example.org/http-1.0-py3-none-any.whl', knowing },
  ],
  speaks: [
    {
      code: '«http == 1.0» ; os_name == "nt"  # why',
      says: 'yanked',
      knowing,
      message:
        'http 1.0 was taken back by its makers: "Broken on Windows. Sorry" (according to PyPI, as of 2026-07-23). Upgrade to 1.3, the next version without known problems.',
      subject: 'pkg:pypi/http@1.0',
      suggested: 'http == 1.3 ; os_name == "nt"  # why',
    },
    {
      code: '«http==1.1»',
      says: 'yanked',
      knowing,
      message: /^http 1\.1 was taken back by its makers \(according to PyPI,/,
      suggested: 'http==1.3',
    },
    {
      code: '«http==1.0»',
      says: 'yanked',
      knowing: { ...knowing, packageFacts: () => undefined },
      message: /Choose another version\.$/,
    },
    { code: `«http==1.0» ${hash}`, says: 'yanked', knowing, message: /pip-compile -P http==1\.3/ },
    {
      code: '[[package]]\nname = "«http»"\nversion = "1.0"\n',
      file: 'uv.lock',
      says: 'yanked',
      knowing: { ...knowing, originOf: () => ({ chain: ['good'], places: [] }) },
      message: /\("uv lock -P http"\)\. It comes with good\.$/,
    },
  ],
});
