import { malicious } from './dependency/malicious';
import { unpinned } from './dependency/unpinned';
import { missing } from './license/missing';
import { unpinnedRevision } from './model/unpinned-revision';
import type { Rule } from './rule';
import { unsigned } from './weights/unsigned';

/** All rules, sorted by id. */
export const rules: readonly Rule[] = [malicious, unpinned, missing, unpinnedRevision, unsigned];
