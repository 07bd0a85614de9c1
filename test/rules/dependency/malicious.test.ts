import type { Knowledge, MaliciousReport, PackageAdvisories } from '../../../src/domain/knowledge';
import { malicious } from '../../../src/rules/dependency/malicious';
import { ruleTest } from '../rule-test';

/** `evil` is malicious as a whole, `mixed` in 1.0, `honest` is widely used and was compromised in 2.0. */
const knowing: Partial<Knowledge> = {
  malicious: (ecosystem, name) => (ecosystem === 'pypi' ? reports[name.toLowerCase()] : undefined),
};
const reports: Readonly<Record<string, MaliciousReport>> = {
  evil: report({ ids: ['MAL-2024-1', 'MAL-2024-2'], everyRelease: true }),
  nameless: report({ ids: [], everyRelease: true }),
  mixed: report({ affects: (version) => version === '1.0', isAllowedBy: (specifier) => !specifier.includes('>=2') }),
  honest: report({
    popular: true,
    affects: (version) => version === '2.0',
    isHighestAllowedBy: (specifier) => specifier === '<2.1',
  }),
};

const held: Partial<Knowledge> = {
  packageFacts: () => ({ status: 'quarantined', versions: [], source: 'PyPI', asOf: '2026-07-23T08:00:00Z' }),
};

ruleTest(malicious, {
  silent: [
    { code: 'good==1.0\n# evil\n', knowing },
    { code: 'evil', knowing: {} },
    { code: 'mixed==2.0', knowing },
    { code: 'mixed==2.0.0 ; python_version > "3"', knowing },
    { code: 'honest', knowing },
    { code: 'honest>=1', knowing },
    { code: 'honest==2.1', knowing },
    { code: 'mixed<9', file: 'constraints.txt', knowing },
    { code: 'mixed>=2', knowing },
    { code: 'strange @ https://example.org/strange-1.0.tar.gz', knowing: held },
    { code: 'evil @ https://example.org/evil-1.0.tar.gz', knowing },
    { code: 'mixed @ git+https://example.org/mixed.git', knowing },
    { code: 'https://example.org/mixed-2.0-py3-none-any.whl', knowing },
  ],
  speaks: [
    {
      code: '«evil»',
      says: 'package',
      knowing,
      message:
        'evil has been reported as malicious (MAL-2024-1 and 1 more, as of 2026-07-23). Remove it, and treat keys on machines that installed it as exposed.',
      subject: 'pkg:pypi/evil',
      suggested: '',
    },
    { code: '«nameless»', says: 'package', knowing, message: /malicious \(as of 2026-07-23\)\./, suggested: '' },
    { code: 'a==1\r\n  «Evil==1.2»  # why\r\nb==2\r\n', says: 'package', knowing, suggested: 'a==1\r\nb==2\r\n' },
    { code: 'a==1\n«evil»', says: 'package', knowing, suggested: 'a==1\n' },
    { code: 'a==1\n«evil==1» \\\n  --hash=sha256:00\nb==2', says: 'package', knowing, suggested: 'a==1\nb==2' },
    { code: '«evil>=»', says: 'package', knowing, suggested: '' },
    { code: '«evil»[x]', says: 'package', knowing, suggested: '' },
    { code: '«evil»', file: 'constraints.txt', says: 'package', knowing, suggested: '' },
    {
      code: '«mixed==1.0»',
      says: 'release',
      knowing,
      message: /^mixed 1\.0 is a release that has been reported as malicious \(MAL-2024-9, as of 2026-07-23\)\./,
      subject: 'pkg:pypi/mixed@1.0',
    },
    { code: '«honest===2.0»', says: 'release', knowing, message: /Use another version, and treat keys/ },
    {
      code: '«honest == 2.0» ; os_name == "nt"  # why',
      says: 'release',
      knowing: { ...knowing, advisories: () => fixedIn('2.1') },
      message: /as of 2026-07-23\)\. Use 2\.1, and treat keys on machines that installed this one as exposed\.$/,
      suggested: 'honest == 2.1 ; os_name == "nt"  # why',
    },

    // The name of a wheel says its version, and what comes from PyPI is what the reports are about.
    { code: 'https://example.org/«mixed»-1.0-py3-none-any.whl', says: 'release', knowing },
    {
      code: '«evil» @ https://files.pythonhosted.org/packages/aa/evil-1.0.tar.gz',
      says: 'package',
      knowing,
      suggested: '',
    },
    { code: '«mixed»', says: 'some', knowing },
    { code: '«honest<2.1»', says: 'some', knowing },
    { code: '«mixed>=1» ; os_name == "nt"', says: 'some', knowing },
    { code: '«mixed==1.*»', says: 'some', knowing },

    {
      code: '«strange==1.0»',
      says: 'quarantined',
      knowing: held,
      message: /^strange is held back by PyPI while it is looked into, as it may be harmful \(as of 2026-07-23\)\./,
      subject: 'pkg:pypi/strange@1.0',
    },
    { code: '«evil»', says: 'package', knowing: { ...knowing, ...held }, suggested: '' },

    // In other files than requirements a line is only taken out where nothing else stands on it.
    {
      code: '[project]\ndependencies = [\n  "good",\n  "«evil>=1»",  # why\n]\n',
      file: 'pyproject.toml',
      says: 'package',
      knowing,
      suggested: '[project]\ndependencies = [\n  "good",\n]\n',
    },
    { code: '[project]\ndependencies = ["«evil»"]', file: 'pyproject.toml', says: 'package', knowing },
    { code: 'FROM scratch\nRUN pip install «evil»\n', file: 'Dockerfile', says: 'package', knowing },
    {
      code: 'version = 1\n[[package]]\nname = "«mixed»"\nversion = "1.0"\n',
      file: 'uv.lock',
      says: 'release',
      knowing,
    },
    {
      code: '[[package]]\nname = "«evil»"\nversion = "1.0"\n',
      file: 'poetry.lock',
      says: 'package',
      knowing: { ...knowing, originOf: () => ({ chain: ['good', 'middle'], places: [] }) },
      message: /as exposed\. It comes with good, by way of middle\.$/,
    },
    {
      code: 'Metadata-Version: 2.1\nName: «evil»\nVersion: 1.0\n',
      file: 'x.dist-info/METADATA',
      says: 'package',
      knowing,
    },
  ],
});

function fixedIn(version: string): PackageAdvisories {
  return { asOf: '2026-07-23', hitting: () => [], fixAbove: () => version, within: () => undefined };
}

function report(parts: Partial<MaliciousReport>): MaliciousReport {
  return {
    ids: ['MAL-2024-9'],
    everyRelease: false,
    popular: false,
    asOf: '2026-07-23',
    affects: () => true,
    isAllowedBy: () => true,
    isHighestAllowedBy: () => true,
    ...parts,
  };
}
