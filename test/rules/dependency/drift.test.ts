import type { Knowledge, VersionInUse } from '../../../src/domain/knowledge';
import { drift } from '../../../src/rules/dependency/drift';
import { ruleTest } from '../rule-test';

const lock = (...packages: readonly string[]): string =>
  packages.map((entry) => `[[package]]\nname = "${entry.replace(' ', '"\nversion = "')}"\n`).join('');

ruleTest(drift, {
  silent: [
    'torch==2.5.1',
    { code: 'torch==2.6.0', knowing: inUse('2.6.0') },
    { code: 'torch==2.6.0', knowing: inUse('2.6.0+cu124') },
    { code: 'torch>=2', knowing: inUse('2.6.0rc1') },
    { code: 'torch', knowing: inUse('2.6.0') },
    { code: 'torch==', knowing: inUse('2.6.0') },
    { code: 'torch==${VERSION}', knowing: inUse('2.6.0') },
    { code: 'torch==2.5.1', knowing: inUse('2.6.0', 'elsewhere', 'other/requirements.txt') },
    { code: 'torch==2.5.1', knowing: inUse('unknown') },
    { code: 'torch @ https://example.org/torch-2.5.1-py3-none-any.whl', knowing: inUse('2.6.0') },
    // One of the two lines holds here, and its version is installed.
    {
      code: 'torch==2.5.1 ; python_version < "3.9"\nTorch==2.6.0 ; python_version >= "3.9"',
      knowing: inUse('2.6.0'),
    },
    { code: '[build-system]\nrequires = ["torch==2.5.1"]', file: 'pyproject.toml', knowing: inUse('2.6.0') },
    { code: '[tool.poetry.dependencies]\ntorch = "^2.5"\n', file: 'pyproject.toml', knowing: inUse('2.6.0') },
    { code: '{"dependencies": {"ws": "^8.0.0 || 9.x"}}', file: 'package.json', knowing: inUse('9.1.0', 'binding') },
    { code: '{"dependencies": {"ws": "latest"}}', file: 'package.json', knowing: inUse('8.0.0', 'binding') },
    { code: '{"peerDependencies": {"ws": "^9"}}', file: 'package.json', knowing: inUse('8.0.0', 'binding') },
    { code: lock('torch 2.6.0'), file: 'uv.lock', knowing: inUse('2.6.0+cu124') },
    { code: lock('torch 2.5.1', 'torch 2.6.0'), file: 'uv.lock', knowing: inUse('2.6.0') },
    { code: lock('torch 2.5.1'), file: 'uv.lock', knowing: inUse('2.6.0', 'binding', 'pylock.toml') },
  ],
  speaks: [
    {
      code: '«torch==2.5.1»  # why',
      says: 'installed',
      knowing: inUse('2.6.0'),
      message:
        'torch 2.6.0 is installed in .venv, but this file asks for ==2.5.1, so what runs here is not what others install. Install again, or change the version here.',
      subject: 'pkg:pypi/torch@2.6.0',
      suggested: 'torch==2.6.0  # why',
    },
    {
      code: '«torch==2.5.1»',
      says: 'installed',
      knowing: inUse('2.6.0+cu124'),
      suggested: 'torch==2.6.0',
    },
    {
      code: '--extra-index-url https://x.example/\n«torch==2.5.1»',
      says: 'installed',
      knowing: inUse('2.6.0+cu124'),
      suggested: '--extra-index-url https://x.example/\ntorch==2.6.0+cu124',
    },
    {
      code: '«torch==2.5.1»',
      says: 'installed',
      knowing: { ...inUse('2.6.0'), release: () => ({ asOf: '', source: '', hashes: [], yanked: true }) },
    },
    { code: '«torch>=2.6,<3»', says: 'installed', knowing: inUse('2.5.1') },
    { code: '«torch~=2.5.0»', file: 'constraints.txt', says: 'installed', knowing: inUse('2.6.0') },
    {
      code: '«torch>=2.6»',
      says: 'settled',
      severity: 'warning',
      knowing: inUse('2.5.1', 'binding', 'constraints.txt'),
      message:
        'constraints.txt has torch 2.5.1, but this file asks for >=2.6, and the two cannot both hold. Lock again, or change one of them.',
    },
    {
      code: '{"dependencies": {"«ws": "^9.0.0»"}}',
      file: 'package.json',
      says: 'settled',
      knowing: inUse('8.18.0', 'binding', 'package-lock.json'),
      subject: 'pkg:npm/ws@8.18.0',
    },
    {
      code: '[tool.poetry.dependencies]\n«torch = "^2.6»"\n',
      file: 'pyproject.toml',
      says: 'settled',
      knowing: inUse('2.5.1', 'binding', 'poetry.lock'),
    },
    {
      code: `${lock('numpy 1.26.4')}[[package]]\nname = "«torch»"\nversion = "2.5.1"\n`,
      file: 'uv.lock',
      says: 'lock',
      knowing: inUse('2.6.0'),
      message:
        '.venv and this lock disagree about 1 package, such as torch (2.6.0 instead of 2.5.1). Install again from the lock.',
    },
  ],
});

function inUse(
  version: string,
  standing: VersionInUse['standing'] = 'installed',
  source = '.venv',
): Partial<Knowledge> {
  return {
    versionInUse: (_, ecosystem, name) =>
      `${ecosystem} ${name.toLowerCase()}` === 'pypi torch' || `${ecosystem} ${name}` === 'npm ws'
        ? { version, standing, source }
        : undefined,
  };
}
