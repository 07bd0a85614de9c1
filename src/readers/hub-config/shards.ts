import type { ShardIndex } from '../../domain/document';
import type { Mention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import type { JsonSource } from '../json-source';

/** Indexes of models that are kept in several weight files: https://huggingface.co/docs/transformers/big_models#sharded-checkpoints */

const mostShards = 2000;
const mostTensors = 200_000;

/** The weight files that an index names, each where it is named first. */
export function shards(json: JsonSource): readonly Mention[] {
  const found = new Map<string, Mention>();
  for (const { value } of json.entries(json.top('weight_map'))) {
    const path = json.string(value);
    if (!path || path.text === '' || found.has(path.text)) continue;
    if (found.size >= mostShards) break;
    found.set(path.text, { kind: 'weights', path, by: 'weight_map' });
  }
  return [...found.values()];
}

/** Which shard holds which tensor; `undefined` where the file is no index, or says more than is read. */
export function shardIndex(json: JsonSource): ShardIndex | undefined {
  const entries = json.entries(json.top('weight_map'));
  if (entries.length === 0 || entries.length > mostTensors) return undefined;
  const tensors = new Map<string, Slice[]>();
  for (const { key, value } of entries) {
    const shard = json.string(value)?.text;
    if (shard === undefined) continue;
    const others = tensors.get(shard);
    if (others) others.push(key);
    else tensors.set(shard, [key]);
  }
  const total = json.scalar(json.top('metadata', 'total_size'));
  return { tensors, ...(total && { total }) };
}
