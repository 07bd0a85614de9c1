import assert from 'node:assert/strict';
import { Document } from '../../../src/domain/document';
import type { Knowledge, NamedWeights } from '../../../src/domain/knowledge';
import { shardMismatch } from '../../../src/rules/weights/shard-mismatch';
import { topOfFile } from '../../../src/text/place';
import { findingsOf, ruleTest } from '../rule-test';

const [first, second] = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'];
const index = (total: string, second_ = second): string =>
  `{"metadata": {"total_size": ${total}}, "weight_map": {"a": "${first}", "b": "${second_}", "c": "${second}"}}`;

/** A folder with these shards, each with its tensors; without tensors they are not listed. */
function folder(shards: Readonly<Record<string, string | undefined>>): Partial<Knowledge> {
  const weights = (name: string): NamedWeights => ({
    path: `/project/${name}`,
    facts: {
      format: 'safetensors',
      size: 100,
      metadata: {},
      ...(shards[name] !== undefined && { tensors: { names: shards[name].split(' '), bytes: 10 } }),
    },
  });
  return {
    isLocal: (_, name) => name in shards,
    weightsNamed: (_, name) => (name in shards ? weights(name) : undefined),
  };
}

const file = 'model.safetensors.index.json';
const whole = { [first]: 'a', [second]: 'b c' };

ruleTest(shardMismatch, {
  silent: [
    { code: index('20'), file, knowing: folder(whole) },
    { code: index('20'), file, knowing: folder({}) },
    { code: index('99'), file, knowing: folder({ [first]: undefined, [second]: undefined }) },
    { code: index('"20 GB"'), file, knowing: folder(whole) },
    { code: '{"weight_map": {"a": ', file, knowing: folder(whole) },
  ],
  speaks: [
    {
      code: `{"weight_map": {"a": "${first}", "b": "«${second}»", "c": "${second}"}}`,
      file,
      says: 'missing',
      knowing: folder({ [first]: 'a' }),
    },
    {
      code: `{"weight_map": {"a": "${first}", "«b»": "${second}", "c": "${second}"}}`,
      file,
      says: 'tensor',
      message: `The index says that b is in ${second}, which does not have it, nor 1 more. Download index and weight files of one revision.`,
      knowing: folder({ ...whole, [second]: 'x y' }),
      subject: `pkg:generic/project/${second}`,
    },
    {
      code: index('«21»'),
      file,
      says: 'total',
      severity: 'info',
      message:
        'The index says that all tensors have 21 bytes, but those in the files have 20. Download index and weight files of one revision.',
      knowing: folder(whole),
    },
  ],
});

describe('weights/shard-mismatch at a weight file', () => {
  const said = (name: string, knowing: Partial<Knowledge>): readonly string[] =>
    findingsOf(
      shardMismatch,
      new Document(`/project/${name}`, 'weights', '', {
        mentions: [],
        problems: [],
        weights: { format: 'safetensors', size: 1, metadata: {} },
      }),
      knowing,
    ).map(({ message }) => message);
  const beside = { isLocal: (_: string, name: string) => name === file };

  it('says that the index does not name it', () => {
    assert.deepEqual(said('model-00003-of-00003.safetensors', beside), [
      `model-00003-of-00003.safetensors looks like a part of the model, but ${file} does not name it, so it is never loaded. Remove it, or download index and weight files of one revision.`,
    ]);
  });

  it('is silent where the index names it, where there is none, and on files that are named otherwise', () => {
    const named = [{ path: `/project/${file}`, range: topOfFile, message: '' }];
    assert.deepEqual(said(first, { ...beside, referencesTo: () => named }), []);
    assert.deepEqual(said(first, {}), []);
    assert.deepEqual(said('model.safetensors', beside), []);
  });
});
