import type { Document, ShardIndex } from '../../domain/document';
import type { Knowledge, NamedWeights } from '../../domain/knowledge';
import type { WeightsMention } from '../../domain/mention';
import { topOfFile } from '../../text/place';
import { rule, type RuleContext } from '../rule';
import { nameOf } from './spoken-of';

/** A model in several files whose index does not match them loads in part, or loads something that nobody accounts for. */
export const shardMismatch = rule({
  id: 'weights/shard-mismatch',
  title: 'The index of a model and its weight files do not match',
  severity: 'warning',
  fix: 'none',
  reads: ['hub-config', 'weights'],
  messages: {
    missing:
      '{shard} is named here but is not in this folder, while other parts of the model are, so it cannot be loaded as a whole. Download it from where the others come from.',
    tensor:
      'The index says that {tensor} is in {shard}, which does not have it{more}. Download index and weight files of one revision.',
    total: {
      text: 'The index says that all tensors have {said} bytes, but those in the files have {found}. Download index and weight files of one revision.',
      severity: 'info',
    },
    unnamed: {
      text: '{shard} looks like a part of the model, but {index} does not name it, so it is never loaded. Remove it, or download index and weight files of one revision.',
      severity: 'info',
    },
  },
  check(document, context) {
    const { shards, weights } = document.reading;
    if (weights) checkShard(document, context);
    else if (shards) checkIndex(document, shards, context);
  },
});

type Context = RuleContext<'missing' | 'tensor' | 'total' | 'unnamed'>;

interface Shard {
  readonly mention: WeightsMention;
  readonly found: NamedWeights | undefined;
  readonly isThere: boolean;
}

/** Says nothing of an index without any of its files: those are fetched elsewhere then. */
function checkIndex(document: Document, index: ShardIndex, { known, report }: Context): void {
  const shards = document.mentions('weights').map((mention) => shardOf(mention, document, known));
  if (!shards.some(({ isThere }) => isThere)) return;
  for (const { mention, found, isThere } of shards) {
    const shard = nameOf(mention.path.text);
    if (!isThere) report(mention.path, 'missing', { shard });
    const listed = found && new Set(found.facts.tensors?.names);
    if (!found?.facts.tensors || !listed) continue;
    const [lost, ...others] = (index.tensors.get(mention.path.text) ?? []).filter(({ text }) => !listed.has(text));
    if (!lost) continue;
    const more = others.length > 0 ? `, nor ${others.length} more` : '';
    const related = [{ path: found.path, range: topOfFile, message: 'The weight file' }];
    report(lost, 'tensor', { tensor: lost.text, shard, more }, { subject: known.localId(found.path), related });
  }
  const sizes = shards.map(({ found }) => found?.facts.tensors?.bytes);
  const size = sizes.reduce((sum, one) => (sum === undefined || one === undefined ? undefined : sum + one), 0);
  const { total } = index;
  if (total && /^\d+$/.test(total.text) && size !== undefined && Number(total.text) !== size)
    report(total, 'total', { said: total.text, found: String(size) });
}

function shardOf(mention: WeightsMention, { path }: Document, known: Knowledge): Shard {
  const name = mention.path.text;
  return { mention, found: known.weightsNamed(path, name), isThere: known.isLocal(path, name) };
}

/** A file that is named like one of several, beside an index that does not name it. */
function checkShard({ path }: Document, { known, report }: Context): void {
  const [, model, ending] = /^(.+)-\d{5}-of-\d{5}\.(safetensors|bin)$/.exec(nameOf(path)) ?? [];
  if (model === undefined) return;
  const index = `${model}.${ending}.index.json`;
  if (!known.isLocal(path, index)) return;
  const folder = path.slice(0, path.length - nameOf(path).length);
  if (known.referencesTo(path).some((one) => one.path === `${folder}${index}`)) return;
  const related = [{ path: `${folder}${index}`, range: topOfFile, message: 'The index' }];
  report({ start: 0, end: 0 }, 'unnamed', { shard: nameOf(path), index }, { subject: known.localId(path), related });
}
