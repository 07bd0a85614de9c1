/** Reader kinds of files in which people write which Python packages they ask for. */
export const requirementFiles: readonly string[] = [
  'requirements',
  'pyproject',
  'setup-cfg',
  'setup-py',
  'pipfile',
  'conda-environment',
  'dockerfile',
  'compose',
  'kubernetes',
  'helm-values',
  'notebook',
  'mcp',
];

/** Reader kinds of files in which a resolver wrote which packages it chose. */
export const lockFiles: readonly string[] = [
  'uv-lock',
  'poetry-lock',
  'pdm-lock',
  'pylock',
  'pipfile-lock',
  'conda-lock',
];

/** All reader kinds that name packages of PyPI, asked for, chosen or installed. */
export const packageFiles: readonly string[] = [...requirementFiles, ...lockFiles, 'installed'];

/** Reader kinds that name packages of npm. */
export const npmFiles: readonly string[] = ['package-json', 'package-lock'];
