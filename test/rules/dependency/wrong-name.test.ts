import type { Knowledge } from '../../../src/domain/knowledge';
import { wrongName } from '../../../src/rules/dependency/wrong-name';
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

ruleTest(wrongName, {
  silent: [
    'scikit-learn\ntorch\npillow\nargparse\ndatetime',
    'sklearn-pandas',
    'sklearn @ https://example.org/sklearn-1.0.tar.gz',
    { code: 'sklearn', knowing: reported },
    { code: 'dependencies:\n- pytorch\n- yaml\n', file: 'environment.yml' },
  ],
  speaks: [
    {
      code: '«sklearn»',
      says: 'refused',
      message: 'sklearn on PyPI is a placeholder that refuses to be installed. The package is called scikit-learn.',
      subject: 'pkg:pypi/sklearn',
      suggested: 'scikit-learn',
    },
    {
      code: 'a\n«SKLearn»>=1.3 ; os_name == "nt"  # why',
      says: 'refused',
      suggested: 'a\nscikit-learn>=1.3 ; os_name == "nt"  # why',
    },
    { code: '«pytorch»==2.4.0', says: 'refused', suggested: 'torch==2.4.0' },

    // A version of the placeholder is none of the package that is meant.
    { code: '«sklearn»==0.0.post12 # why', says: 'refused', suggested: 'scikit-learn # why' },
    { code: '«bs4» == 0.0.2', says: 'placeholder', severity: 'info', suggested: 'beautifulsoup4 ' },
    { code: '[packages]\n«sklearn» = "==0.0"\n', file: 'Pipfile', says: 'refused' },

    {
      code: '«cv2»',
      says: 'import',
      message: /^cv2 is the name that code imports; the package on PyPI is called opencv-python\./,
      suggested: 'opencv-python',
    },
    { code: '«PIL»', says: 'import', suggested: 'Pillow' },
    { code: '«fitz»==0.0.1', says: 'other', severity: 'info', suggested: 'PyMuPDF==0.0.1' },
    {
      code: 'numpy\n«socket»\n',
      says: 'standard',
      message: /^socket is a part of Python, so nothing has to be installed for it;/,
      suggested: 'numpy\n',
    },
    {
      code: '[project]\ndependencies = ["«yaml»"]',
      file: 'pyproject.toml',
      says: 'import',
      suggested: '[project]\ndependencies = ["PyYAML"]',
    },
    {
      code: 'dependencies:\n- pip:\n  - «sklearn»\n',
      file: 'environment.yml',
      says: 'refused',
      suggested: 'dependencies:\n- pip:\n  - scikit-learn\n',
    },
  ],
});
