import { card } from './card';
import { licenseFile } from './license-file';
import { python } from './python';
import type { Reader } from './reader';
import { requirements } from './requirements';

/** All readers; the first whose globs fit a path is asked to read it. */
export const readers: readonly Reader[] = [requirements, card, python, licenseFile];
