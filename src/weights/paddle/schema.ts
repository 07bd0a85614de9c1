import type { Schema } from '../protobuf/walk';

/** The messages of Paddle: https://github.com/PaddlePaddle/Paddle/blob/develop/paddle/fluid/framework/framework.proto */
export type Kind =
  | ('program' | 'version' | 'block' | 'operator' | 'slot' | 'attribute' | 'variable' | 'type' | 'list' | 'values')
  | 'other';

/** By kind and number. Of what is `other` only the outermost fields are looked at. */
export const schema: Schema<Kind> = {
  program: { 1: 'block', 4: 'version', 5: 'other' },
  version: { 1: 'int' },
  block: { 1: 'int', 2: 'int', 3: 'variable', 4: 'operator', 5: 'int' },
  operator: { 1: 'slot', 2: 'slot', 3: 'text', 4: 'attribute', 5: 'int' },
  slot: { 1: 'text', 2: 'text' },
  attribute: {
    ...{
      1: 'text',
      2: 'int',
      3: 'int',
      4: 'float',
      5: 'text',
      6: 'ints',
      7: 'floats',
      8: 'text',
      10: 'int',
      11: 'ints',
    },
    ...{
      12: 'int',
      13: 'int',
      14: 'ints',
      15: 'ints',
      16: 'doubles',
      17: 'text',
      18: 'text',
      19: 'double',
      20: 'other',
    },
    21: 'other',
  },
  variable: { 1: 'text', 2: 'type', 3: 'int', 4: 'int', 5: 'int', 6: 'int', 7: 'other' },
  type: {
    ...{ 1: 'int', 2: 'values', 3: 'list', 4: 'list', 5: 'other', 7: 'other', 8: 'values', 9: 'values', 10: 'values' },
    ...{ 11: 'values', 12: 'values' },
  },
  list: { 1: 'values', 2: 'int' },
  values: { 1: 'int', 2: 'ints' },
  other: {},
};

/** By kind: the fields that must be there. That of the version stands last, so that a program which breaks off lacks it. */
export const required: Partial<Record<Kind, readonly number[]>> = {
  program: [1, 4],
  block: [1, 2],
  operator: [3],
  slot: [1],
  attribute: [1, 2],
  variable: [1, 2],
  type: [1],
};
