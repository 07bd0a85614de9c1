import type {
  Advisory,
  AdvisoriesWithin,
  Knowledge,
  MaliciousReport,
  PackageAdvisories,
} from '../../../src/domain/knowledge';
import { vulnerable } from '../../../src/rules/dependency/vulnerable';
import { ruleTest } from '../rule-test';

const hash = `--hash=sha256:${'0'.repeat(64)}`;

/** `http` is hit below 2.3.2; `torch` up to 2.5, by something worse; `wild` by something that is used in attacks; `lost` for good. */
const knowing: Partial<Knowledge> = {
  advisories: (ecosystem, name) => (ecosystem === 'pypi' ? packages[name.toLowerCase()] : undefined),
};
const packages: Readonly<Record<string, PackageAdvisories>> = {
  http: known([{ severity: 'high' }], ['1.0', '2.3.0', '2.3.1'], '2.3.2', {
    '<2': { extent: 'every', fix: '2.3.2' },
    '>=2': { extent: 'some', fix: '2.3.2' },
    '>=2,<3': { extent: 'some', fix: '2.3.2' },
    '>=2,!=2.1': { extent: 'some', fix: '2.3.2' },
    '~=2.1.0': { extent: 'every', fix: '2.3.2' },
    '~=1.0': { extent: 'every', fix: '2.3.2' },
    '~=2.1': { extent: 'some', fix: '2.3.2' },
    '<3': { extent: 'some', fix: '2.3.2' },
  }),
  torch: known([{ severity: 'critical' }, {}, {}], ['2.5', '2.5+cu118', '2.6.0rc1'], '2.6.0'),
  wild: known([{ isExploited: true, severity: 'medium' }, { severity: 'high' }], ['1.0'], '1.1'),
  lost: known([{}], ['1.0'], undefined, { '>=1': { extent: 'every' }, '>=0.1': { extent: 'some' } }),
};

/** Whoever is told that a release is malicious needs no list of its flaws. */
const reported: MaliciousReport = {
  ...{ ids: [], everyRelease: false, popular: true, asOf: '2026-07-23' },
  ...{ affects: () => true, isAllowedBy: () => true, isHighestAllowedBy: () => true },
};

ruleTest(vulnerable, {
  silent: [
    { code: 'http==2.3.2', knowing },
    { code: 'http', knowing },
    { code: 'http==2.3.0', knowing: { ...knowing, malicious: () => reported } },
    { code: 'http[x]', knowing },
    { code: 'other==1.0', knowing },
    { code: '# http==1.0', knowing },
    { code: 'http>=3', knowing },
    { code: 'http>=', knowing },
    { code: 'http=={{ version }}', knowing },
    { code: 'http @ git+https://example.org/http.git@1.0', knowing },
    { code: '-e git+https://example.org/http.git#egg=http', knowing },
    { code: 'http>=2', file: 'constraints.txt', knowing },
    { code: 'http>=2', file: 'requirements.in', knowing: { ...knowing, lockOf: () => '/project/requirements.txt' } },
    {
      code: 'http>=2',
      knowing: { ...knowing, versionInUse: () => ({ version: '2.4', source: 'c.txt', standing: 'binding' }) },
    },
    { code: '[build-system]\nrequires = ["http>=2"]', file: 'pyproject.toml', knowing },
  ],
  speaks: [
    {
      code: '«http==2.3.0»',
      says: 'pinned',
      knowing,
      message:
        'http 2.3.0 has a known security problem, rated high (PYSEC-1, as of 2026-07-23). Upgrade to 2.3.2, the next version without known problems.',
      subject: 'pkg:pypi/http@2.3.0',
      suggested: 'http==2.3.2',
    },
    {
      code: '«torch==2.5»',
      says: 'severe',
      knowing,
      message:
        /^torch 2\.5 has 3 known security problems, rated up to critical \(PYSEC-1 and 2 more, as of 2026-07-23\)\./,
      suggested: 'torch==2.6.0',
    },
    {
      code: '«wild==1.0»',
      says: 'severe',
      knowing,
      message: /^wild 1\.0 has 2 known security problems, rated up to high, 1 used in attacks \(PYSEC-1 and 1 more,/,
      suggested: 'wild==1.1',
    },
    {
      code: '«lost==1.0»',
      says: 'pinned',
      knowing,
      message: 'lost 1.0 has a known security problem (PYSEC-1, as of 2026-07-23). No clean version above it is known.',
    },

    // The edit leaves all but the version as it is.
    {
      code: 'a==1\r\n«Http [x, y] == 2.3.0» ; os_name == "nt"  # why\r\nb==1\r\n',
      says: 'pinned',
      knowing,
      suggested: 'a==1\r\nHttp [x, y] == 2.3.2 ; os_name == "nt"  # why\r\nb==1\r\n',
    },
    { code: '«http==2.3.0» ; python_version < "3.9"', says: 'pinned', knowing },
    { code: '«http==2.3.0» ; python_version == "2.7" and os_name == "nt"', says: 'pinned', knowing },
    {
      code: '«http==2.3.0» ; python_version < "3.12"',
      says: 'pinned',
      knowing,
      suggested: 'http==2.3.2 ; python_version < "3.12"',
    },
    { code: '«http===2.3.0»', says: 'pinned', knowing, suggested: 'http===2.3.2' },
    { code: '«http (==2.3.0»)', says: 'pinned', knowing, suggested: 'http (==2.3.2)' },
    { code: '«http==2.3.0,<3»', says: 'pinned', knowing, suggested: 'http==2.3.2,<3' },
    { code: '«http==2.3.0,<2.3.2»', says: 'pinned', knowing },
    { code: '«http==2.3.0»', file: 'constraints.txt', says: 'pinned', knowing, suggested: 'http==2.3.2' },
    {
      code: '[project]\ndependencies = ["«http==2.3.0»"]',
      file: 'pyproject.toml',
      says: 'pinned',
      knowing,
      suggested: '[project]\ndependencies = ["http==2.3.2"]',
    },

    // A build is judged by the release that it was built from.
    {
      code: '«torch==2.5+cu118»',
      says: 'severe',
      knowing,
      message: /^torch 2\.5\+cu118 \(judged as 2\.5\) has/,
      subject: 'pkg:pypi/torch@2.5+cu118',
      suggested: 'torch==2.6.0+cu118',
    },
    { code: './wheels/«http»-2.3.0-py3-none-any.whl', says: 'pinned', knowing },

    // Hashes fit one version, so the edit would break the file.
    {
      code: `«http==2.3.0» \\\n    ${hash}`,
      says: 'pinned',
      knowing,
      message: /Hashes fit this version alone: lock again with "pip-compile -P http==2\.3\.2"\.$/,
    },

    {
      code: `# This file was autogenerated by uv via the following command:\n#    uv pip compile in.txt\n«http==2.3.0» ${hash}`,
      says: 'pinned',
      knowing,
      message: /lock again with "uv pip compile -P http==2\.3\.2"\.$/,
    },

    // What was chosen by a tool is for the tool to change.
    {
      code: '[[package]]\nname = "http"\nversion = "«2.3.0»"\nsource = { registry = "https://pypi.org/simple" }\n',
      file: 'uv.lock',
      says: 'pinned',
      knowing,
      message: /Upgrade to 2\.3\.2, the next version without known problems \("uv lock -P http"\)\.$/,
    },
    {
      code: 'Metadata-Version: 2.1\nName: http\nVersion: «2.3.0»\n',
      file: '.venv/lib/python3.12/site-packages/http-2.3.0.dist-info/METADATA',
      says: 'pinned',
      knowing,
    },

    // Packages of npm, where the network answers for them.
    {
      code: '{ "dependencies": { "«http": "2.3.0»" } }',
      file: 'package.json',
      says: 'pinned',
      knowing: { advisories: (ecosystem) => (ecosystem === 'npm' ? packages.http : undefined) },
      subject: 'pkg:npm/http@2.3.0',
      suggested: '{ "dependencies": { "http": "2.3.2" } }',
    },
    {
      code: '{ "packages": { "node_modules/http": { "version": "«2.3.0»" } } }',
      file: 'package-lock.json',
      says: 'pinned',
      knowing: { advisories: (ecosystem) => (ecosystem === 'npm' ? packages.http : undefined) },
      message: /\("npm update http"\)\.$/,
    },

    // Ranges.
    {
      code: '«http<2»',
      says: 'every',
      knowing,
      message:
        'Every version of http that <2 allows has known security problems, rated high (PYSEC-1, as of 2026-07-23). Allow 2.3.2, the next version without known problems.',
      subject: 'pkg:pypi/http',
    },
    { code: '«http<2»', file: 'constraints.txt', says: 'every', knowing },
    { code: '«http ~= 2.1.0»', says: 'every', knowing, suggested: 'http ~= 2.3.2' },
    { code: '«http~=1.0»', says: 'every', knowing }, // ~=2.3 would let 2.3.0 in
    { code: '«lost>=1»', says: 'every', knowing, message: /No clean version is known\.$/ },
    { code: '«lost>=0.1»', says: 'some', knowing },
    {
      code: '«http >= 2»  # why',
      says: 'some',
      knowing,
      message:
        'http >= 2 allows versions with known security problems, rated high (PYSEC-1, as of 2026-07-23). Ask for at least 2.3.2.',
      suggested: 'http >= 2.3.2  # why',
    },
    { code: '«http>=2,<3»', says: 'some', knowing, suggested: 'http>=2.3.2,<3' },
    { code: '«http>=2,!=2.1»', says: 'some', knowing, suggested: 'http>=2.3.2,!=2.1' },
    { code: '«http<3»', says: 'some', knowing },
    { code: '«http~=2.1»', says: 'some', knowing }, // ~=2.3.2 would keep 2.4 out
    { code: `«http>=2» ${hash}`, says: 'some', knowing },
    {
      code: '[tool.poetry.dependencies]\n«http = "^2»"',
      file: 'pyproject.toml',
      says: 'some',
      knowing,
      suggested: '[tool.poetry.dependencies]\nhttp = "^2.3.2"',
    },
    {
      code: '«http>=2»',
      says: 'some',
      knowing: { ...knowing, versionInUse: () => ({ version: '2.4', source: '.venv', standing: 'installed' }) },
      subject: 'pkg:pypi/http',
      suggested: 'http>=2.3.2',
    },
  ],
});

/** Advisories that hit these versions alike; what specifiers allow is given, too. */
function known(
  parts: readonly Partial<Advisory>[],
  hit: readonly string[],
  fix: string | undefined,
  ranges: Readonly<Record<string, Omit<AdvisoriesWithin, 'advisories'>>> = {},
): PackageAdvisories {
  const advisories = parts.map((part, at) => ({
    id: `PYSEC-${at + 1}`,
    aliases: [],
    isExploited: false,
    fixed: [],
    ...part,
  }));
  return {
    asOf: '2026-07-23',
    hitting: (version) => (hit.includes(version) ? advisories : []),
    fixAbove: () => fix,
    within: (specifier) => (ranges[specifier] ? { ...ranges[specifier], advisories } : undefined),
  };
}
