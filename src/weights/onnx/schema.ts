import type { Schema } from '../protobuf/walk';

/** The messages of ONNX: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
export type Kind =
  | ('model' | 'opset' | 'property' | 'entry' | 'training' | 'graph' | 'function' | 'node' | 'attribute' | 'annotation')
  | ('tensor' | 'segment' | 'sparse' | 'value' | 'type' | 'tensor-type' | 'sequence' | 'map' | 'opaque')
  | ('shape' | 'dimension');

/** By kind and number: all fields of the versions that are known here. */
export const schema: Schema<Kind> = {
  model: {
    ...{ 1: 'int', 2: 'text', 3: 'text', 4: 'text', 5: 'int', 6: 'text', 7: 'graph', 8: 'opset', 14: 'property' },
    ...{ 20: 'training', 25: 'function', 26: 'bytes' },
  },
  opset: { 1: 'text', 2: 'int' },
  property: { 1: 'text', 2: 'text' },
  entry: { 1: 'text', 2: 'text' },
  training: { 1: 'graph', 2: 'graph', 3: 'entry', 4: 'entry' },
  graph: {
    ...{ 1: 'node', 2: 'text', 5: 'tensor', 10: 'text', 11: 'value', 12: 'value', 13: 'value', 14: 'annotation' },
    ...{ 15: 'sparse', 16: 'property' },
  },
  function: {
    ...{ 1: 'text', 4: 'text', 5: 'text', 6: 'text', 7: 'node', 8: 'text', 9: 'opset', 10: 'text', 11: 'attribute' },
    ...{ 12: 'value', 13: 'text', 14: 'property' },
  },
  node: {
    ...{ 1: 'text', 2: 'text', 3: 'text', 4: 'text', 5: 'attribute', 6: 'text', 7: 'text', 8: 'text', 9: 'property' },
    10: 'bytes',
  },
  attribute: {
    ...{ 1: 'text', 2: 'float', 3: 'int', 4: 'bytes', 5: 'tensor', 6: 'graph', 7: 'floats', 8: 'ints', 9: 'bytes' },
    ...{ 10: 'tensor', 11: 'graph', 13: 'text', 14: 'type', 15: 'type', 20: 'int', 21: 'text', 22: 'sparse' },
    23: 'sparse',
  },
  annotation: { 1: 'text', 2: 'entry' },
  tensor: {
    ...{ 1: 'ints', 2: 'int', 3: 'segment', 4: 'floats', 5: 'ints', 6: 'bytes', 7: 'ints', 8: 'text', 9: 'bytes' },
    ...{ 10: 'doubles', 11: 'ints', 12: 'text', 13: 'entry', 14: 'int', 16: 'property' },
  },
  segment: { 1: 'int', 2: 'int' },
  sparse: { 1: 'tensor', 2: 'tensor', 3: 'ints' },
  value: { 1: 'text', 2: 'type', 3: 'text', 4: 'property' },
  type: {
    ...{ 1: 'tensor-type', 4: 'sequence', 5: 'map', 6: 'text', 7: 'opaque', 8: 'tensor-type', 9: 'sequence' },
  },
  'tensor-type': { 1: 'int', 2: 'shape' },
  sequence: { 1: 'type' },
  map: { 1: 'int', 2: 'type' },
  opaque: { 1: 'text', 2: 'text' },
  shape: { 1: 'dimension' },
  dimension: { 1: 'int', 2: 'text', 3: 'text' },
};
