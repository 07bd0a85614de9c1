import type { Schema } from '../protobuf/walk';

/** The messages of TensorFlow: https://github.com/tensorflow/tensorflow/tree/master/tensorflow/core/protobuf and …/core/framework */
export type Kind =
  | ('saved' | 'meta' | 'info' | 'saver' | 'signature-entry' | 'signature' | 'tensor-entry' | 'tensor-info' | 'asset')
  | ('graph' | 'library' | 'function' | 'node' | 'attribute' | 'value' | 'list' | 'call' | 'tensor' | 'shape')
  | ('dimension' | 'versions' | 'operator' | 'argument' | 'parameter' | 'texts' | 'other');

/** By kind and number. Of what is `other` only the outermost fields are looked at. */
export const schema: Schema<Kind> = {
  saved: { 1: 'int', 2: 'meta' },
  meta: {
    ...{ 1: 'info', 2: 'graph', 3: 'saver', 4: 'other', 5: 'signature-entry', 6: 'asset', 7: 'other' },
  },
  info: { 1: 'text', 2: 'other', 3: 'other', 4: 'text', 5: 'text', 6: 'text', 7: 'int', 8: 'texts' },
  saver: { 1: 'text', 2: 'text', 3: 'text', 4: 'int', 5: 'int', 6: 'float', 7: 'int' },
  'signature-entry': { 1: 'text', 2: 'signature' },
  signature: { 1: 'tensor-entry', 2: 'tensor-entry', 3: 'text', 4: 'other' },
  'tensor-entry': { 1: 'text', 2: 'tensor-info' },
  'tensor-info': { 1: 'text', 2: 'int', 3: 'shape', 4: 'other', 5: 'other' },
  asset: { 1: 'tensor-info', 2: 'text' },
  graph: { 1: 'node', 2: 'library', 3: 'int', 4: 'versions', 5: 'other' },
  library: { 1: 'function', 2: 'texts', 3: 'texts' },
  function: { 1: 'operator', 3: 'node', 4: 'texts', 5: 'attribute', 6: 'texts', 7: 'other', 8: 'other' },
  node: { 1: 'text', 2: 'text', 3: 'text', 4: 'text', 5: 'attribute', 6: 'texts', 7: 'other' },
  attribute: { 1: 'text', 2: 'value' },
  value: {
    ...{ 1: 'list', 2: 'bytes', 3: 'int', 4: 'float', 5: 'int', 6: 'int', 7: 'shape', 8: 'tensor', 9: 'text' },
    10: 'call',
  },
  list: { 2: 'bytes', 3: 'ints', 4: 'floats', 5: 'ints', 6: 'ints', 7: 'shape', 8: 'tensor', 9: 'call' },
  call: { 1: 'text', 2: 'attribute' },
  tensor: {
    ...{ 1: 'int', 2: 'shape', 3: 'int', 4: 'bytes', 5: 'floats', 6: 'doubles', 7: 'ints', 8: 'bytes', 9: 'floats' },
    ...{ 10: 'ints', 11: 'ints', 12: 'doubles', 13: 'ints', 14: 'other', 15: 'other', 16: 'ints', 17: 'ints' },
    18: 'bytes',
  },
  shape: { 2: 'dimension', 3: 'int' },
  dimension: { 1: 'int', 2: 'text' },
  versions: { 1: 'int', 2: 'int', 3: 'ints' },
  operator: { 1: 'text', 2: 'argument', 3: 'argument', 4: 'parameter', 5: 'text', 6: 'text', 8: 'other', 20: 'text' },
  argument: { 1: 'text', 2: 'text', 3: 'int', 4: 'text', 5: 'text', 6: 'text', 7: 'other', 16: 'int', 17: 'other' },
  parameter: { 1: 'text', 2: 'text', 3: 'value', 4: 'text', 5: 'int', 6: 'int', 7: 'value' },
  texts: { 1: 'text', 2: 'text' },
  other: {},
};

/** By kind: the fields without which a message means nothing. */
export const required: Partial<Record<Kind, readonly number[]>> = {
  saved: [2],
  meta: [2],
  node: [1, 2],
  attribute: [1],
};
