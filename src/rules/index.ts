import { confusion } from './dependency/confusion';
import { deprecated } from './dependency/deprecated';
import { drift } from './dependency/drift';
import { insecureIndex } from './dependency/insecure-index';
import { malicious } from './dependency/malicious';
import { missingTransitiveLock } from './dependency/missing-transitive-lock';
import { typosquat } from './dependency/typosquat';
import { unhashed } from './dependency/unhashed';
import { unpinned } from './dependency/unpinned';
import { unpinnedVcs } from './dependency/unpinned-vcs';
import { vulnerable } from './dependency/vulnerable';
import { wrongName } from './dependency/wrong-name';
import { yanked } from './dependency/yanked';
import { floatingTag } from './image/floating-tag';
import { missing } from './license/missing';
import { unpinnedServer } from './mcp/unpinned-server';
import { unpinnedRevision } from './model/unpinned-revision';
import type { Rule } from './rule';
import { chatTemplate } from './weights/chat-template';
import { dangerous } from './weights/dangerous';
import { formatMismatch } from './weights/format-mismatch';
import { lfsPointer } from './weights/lfs-pointer';
import { malformed } from './weights/malformed';
import { shardMismatch } from './weights/shard-mismatch';
import { suspicious } from './weights/suspicious';
import { unknown } from './weights/unknown';
import { unsigned } from './weights/unsigned';

/** All rules, sorted by id. */
export const rules: readonly Rule[] = [
  confusion,
  deprecated,
  drift,
  insecureIndex,
  malicious,
  missingTransitiveLock,
  typosquat,
  unhashed,
  unpinned,
  unpinnedVcs,
  vulnerable,
  wrongName,
  yanked,
  floatingTag,
  missing,
  unpinnedServer,
  unpinnedRevision,
  chatTemplate,
  dangerous,
  formatMismatch,
  lfsPointer,
  malformed,
  shardMismatch,
  suspicious,
  unknown,
  unsigned,
];
