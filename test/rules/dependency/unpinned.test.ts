import type { Knowledge, MaliciousReport, PackageAdvisories } from '../../../src/domain/knowledge';
import { unpinned } from '../../../src/rules/dependency/unpinned';
import { ruleTest } from '../rule-test';

const hash = `--hash=sha256:${'0'.repeat(64)}`;

const reported: MaliciousReport = {
  ...{ ids: [], everyRelease: true, popular: false, asOf: '2026-07-23' },
  ...{ affects: () => true, isAllowedBy: () => true, isHighestAllowedBy: () => true },
};

ruleTest(unpinned, {
  silent: [
    '',
    '# torch\n\n',
    'torch==2.6.0',
    'torch == 2.6.0 ; python_version < "3.9"',
    'torch (==2.6.0)',
    'torch===2.6.0+custom',
    'torch==2.6.0+cu118,>=2',
    `torch \\\n  ${hash}`,
    'torch @ https://example.org/torch-2.6.0-cp312-none-any.whl',
    'git+https://example.org/a/b.git#egg=b',
    '-e .',
    './wheels/torch-2.6.0-cp312-none-any.whl',
    '-r other.txt\n--index-url https://example.org/simple',
    'torch>=',
    'torch[x',
    'torch[x\nnumpy[y]==1',
    'torch=={{ torch_version }}',
    'torch==${TORCH_VERSION}',
    'torch>=%(torch)s',
    'torch=>1.2.0',
    'pickle',
    { code: 'evil', knowing: { malicious: () => reported } },
    { code: 'torch>=2,<3', knowing: { isManifestSource: () => true } },
    { code: 'torch>=2', file: 'constraints.txt' },
    { code: 'torch>=2', file: 'requirements.in', knowing: { lockOf: () => '/project/requirements.txt' } },
    { code: 'torch>=2', knowing: inUse('2.6.0', 'binding', 'constraints.txt') },
  ],
  speaks: [
    {
      code: '«torch»',
      says: 'open',
      message:
        'torch accepts any version, so the next install may bring in something nobody has checked. Pin one version with ==.',
      subject: 'pkg:pypi/torch',
    },
    { code: 'numpy==1.26.4\r\n«torch>=2»\r\n', says: 'open', message: /any version from 2 up,/ },
    { code: '«torch>=2,!=2.1»', says: 'open', message: /any version that fits >=2,!=2\.1,/ },
    { code: '«torch<3»', says: 'bounded', message: /^torch may change within <3 from/ },
    { code: '«torch~=2.6»', says: 'bounded' },
    { code: '«torch==2.*»', says: 'bounded' },
    { code: '«Torch_Vision[cpu,dev]»  # why', says: 'open', subject: 'pkg:pypi/torch-vision' },
    { code: '«torch >= 2» ; python_version < "3.9"', says: 'open' },
    {
      code: '«torch>=2»',
      says: 'library',
      knowing: { isManifestSource: () => true },
      message:
        'torch accepts any version from 2 up, and whoever installs this package gets what is newest then. That may be meant for a library; pin it where the library is deployed.',
    },
    { code: 'FROM x:1\nRUN pip install «torch»\n', file: 'Dockerfile', says: 'open' },
    {
      code: 'FROM x:1\nRUN pip install "«torch[a]>=2»" && rm -r x\n',
      file: 'Dockerfile',
      says: 'open',
      knowing: inUse('2.6.0', 'installed', '.venv'),
      suggested: 'FROM x:1\nRUN pip install "torch[a]==2.6.0" && rm -r x\n',
    },
    { code: 'dependencies:\n- numpy\n- pip:\n  - «torch»\n', file: 'environment.yml', says: 'open' },
    { code: '«pytest»', file: 'requirements-dev.txt', says: 'tooling' },
    { code: '«pytest»', file: 'docs/requirements.txt', says: 'tooling' },
    { code: '«pytest»', file: 'requirements/test.txt', says: 'tooling' },
    { code: '«torch»', file: 'developers/requirements.txt', says: 'open' },
    { code: '«torch»', file: 'requirements.in', says: 'open' },

    // A version with known problems is not one to settle on.
    {
      code: '«torch»',
      says: 'open',
      knowing: { ...inUse('2.0.0'), advisories: () => hitting('2.0.0') },
      message: /Pin one version with ==\.$/,
    },
    {
      code: '«torch»',
      says: 'open',
      knowing: { ...inUse('2.6.0'), advisories: () => hitting('2.0.0') },
      fixed: 'torch==2.6.0',
    },

    // The version that is installed is the safe one to pin.
    {
      code: '«torch»',
      says: 'open',
      knowing: inUse('2.6.0'),
      message: /Pin the version in use now, 2\.6\.0 \(installed in \.venv\)\.$/,
      fixed: 'torch==2.6.0',
    },
    { code: '«torch>=2,<3»  # why', says: 'bounded', knowing: inUse('2.6.0'), fixed: 'torch==2.6.0  # why' },
    {
      code: 'a==1\r\n«torch[x, y]»\r\nb==1',
      says: 'open',
      knowing: inUse('2.6.0'),
      fixed: 'a==1\r\ntorch[x, y]==2.6.0\r\nb==1',
    },
    {
      code: '«torch [x]» ; os_name=="nt"',
      says: 'open',
      knowing: inUse('2.6.0'),
      fixed: 'torch [x]==2.6.0 ; os_name=="nt"',
    },
    { code: '«torch (>=2»)', says: 'open', knowing: inUse('2.6.0'), fixed: 'torch (==2.6.0)' },
    { code: '«torch>=2,\\\n  <3»', says: 'bounded', knowing: inUse('2.6.0'), fixed: 'torch==2.6.0' },
    { code: '«torch[]»', says: 'open', knowing: inUse('2.6.0'), fixed: 'torch[]==2.6.0' },
    {
      code: '«torch»\\\n  ; os_name=="nt"',
      says: 'open',
      knowing: inUse('2.6.0'),
      fixed: 'torch==2.6.0\\\n  ; os_name=="nt"',
    },

    // What another file pins is a suggestion.
    {
      code: '«torch»',
      says: 'open',
      knowing: inUse('2.5.1', 'elsewhere', 'train/requirements.txt'),
      message: /Pin one version with ==; train\/requirements\.txt has 2\.5\.1\.$/,
      suggested: 'torch==2.5.1',
    },

    // A version that the line does not accept is no remedy.
    { code: '«torch>=2»', says: 'open', knowing: inUse('1.13.1'), message: /Pin one version with ==\.$/ },
    { code: '«torch<2»', says: 'bounded', knowing: inUse('2.5.1', 'elsewhere', 'a.txt'), message: /with ==\.$/ },
    { code: '«torch>=2»', says: 'open', knowing: inUse('2.7.0rc1'), fixed: 'torch==2.7.0rc1' },
  ],
});

function hitting(hit: string): PackageAdvisories {
  return {
    asOf: '2026-07-23',
    hitting: (version) => (version === hit ? [{ id: 'PYSEC-1', aliases: [], isExploited: false, fixed: [] }] : []),
    fixAbove: () => undefined,
    within: () => undefined,
  };
}

function inUse(
  version: string,
  standing: 'binding' | 'installed' | 'elsewhere' = 'installed',
  source = '.venv',
): Partial<Knowledge> {
  return {
    versionInUse: (_, ecosystem, name) =>
      ecosystem === 'pypi' && name === 'torch' ? { version, standing, source } : undefined,
  };
}
