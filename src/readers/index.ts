import { card } from './card/card';
import { installedMetadata } from './installed/metadata';
import { licenseFile } from './license-file';
import { notebook } from './notebook/notebook';
import { pipfile } from './python-project/pipfile';
import { pyproject } from './python-project/pyproject';
import { setupCfg } from './python-project/setup-cfg';
import { setupPy } from './python-project/setup-py';
import { python } from './python/python';
import type { Reader } from './reader';
import { requirements } from './requirements/requirements';

/** All readers; the first whose globs fit a path is asked to read it. */
export const readers: readonly Reader[] = [
  setupPy,
  requirements,
  card,
  python,
  notebook,
  licenseFile,
  installedMetadata,
  pyproject,
  setupCfg,
  pipfile,
];
