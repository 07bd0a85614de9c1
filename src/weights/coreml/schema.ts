import type { Schema } from '../protobuf/walk';

/** https://apple.github.io/coremltools/mlmodel/Format/Model.html: models within models, and layers that need code of the app. */
export type Kind =
  | ('model' | 'pipeline' | 'wrapped-pipeline' | 'network' | 'layer' | 'custom' | 'linked' | 'linked-file' | 'path')
  | ('parameter' | 'parameter-value' | 'description' | 'feature' | 'metadata' | 'entry' | 'other');

/** By kind and number. Of what is `other` only the outermost fields are looked at. */
export const schema: Schema<Kind> = {
  model: {
    ...{ 1: 'int', 2: 'description', 10: 'int', 200: 'wrapped-pipeline', 201: 'wrapped-pipeline', 202: 'pipeline' },
    ...inAll(
      'other',
      300,
      301,
      302,
      304,
      400,
      401,
      402,
      404,
      501,
      502,
      560,
      600,
      601,
      602,
      603,
      604,
      606,
      607,
      609,
      610,
    ),
    ...inAll('other', 900, 2000, 2001, 2002, 2003, 2004, 2005, 2006, 3000),
    ...{ 303: 'network', 403: 'network', 500: 'network', 555: 'custom', 556: 'linked' },
  },
  description: {
    ...{ 1: 'feature', 7: 'text', 10: 'feature', 11: 'text', 12: 'text', 13: 'feature', 20: 'other', 21: 'text' },
    ...{ 50: 'feature', 100: 'metadata' },
  },
  feature: { 1: 'text', 2: 'text', 3: 'other' },
  metadata: { 1: 'text', 2: 'text', 3: 'text', 4: 'text', 100: 'entry' },
  entry: { 1: 'text', 2: 'text' },
  'wrapped-pipeline': { 1: 'pipeline' },
  pipeline: { 1: 'model', 2: 'text' },
  network: { 1: 'layer', 2: 'other', 5: 'int', 6: 'int', 10: 'other' },
  layer: { 1: 'text', 2: 'text', 3: 'text', 4: 'other', 5: 'other', 10: 'int', 500: 'custom' },
  custom: { 10: 'text', 20: 'other', 30: 'parameter', 40: 'text' },
  parameter: { 1: 'text', 2: 'parameter-value' },
  'parameter-value': { 10: 'double', 20: 'text', 30: 'int', 40: 'int', 50: 'int', 60: 'bytes' },
  linked: { 1: 'linked-file' },
  'linked-file': { 1: 'path', 2: 'path' },
  path: { 1: 'text' },
  other: {},
};

/** Whether it is a field that says of which type a model is; it has exactly one. */
export function isType(number: number): boolean {
  return number >= 200;
}

function inAll(kind: Kind, ...numbers: readonly number[]): Readonly<Record<number, Kind>> {
  return Object.fromEntries(numbers.map((number) => [number, kind]));
}
