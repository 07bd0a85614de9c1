import { hasEnding, type Recognized, type WeightFile } from '../format';
import { headFields, headText, type HeadField } from '../protobuf/head';

/**
 * What TensorFlow keeps in files named `.pb` and `.meta`: a SavedModel, a graph that stands alone, or what Keras says of its layers.
 * https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/protobuf/saved_model.proto
 */
export function tensorflow(file: WeightFile): Recognized | undefined {
  if (hasEnding(file, '.meta')) return isMeta(file) ? { format: 'tensorflow-metagraph' } : undefined;
  if (!hasEnding(file, '.pb')) return undefined;
  if (/(?:^|\/)keras_metadata\.pb$/i.test(file.path)) return { format: 'keras-metadata' };
  if (/(?:^|\/)saved_model\.pb$/i.test(file.path)) return { format: 'tensorflow-savedmodel' };
  const fields = headFields(file);
  if (only(fields, 1, 2) && isSaved(fields)) return { format: 'tensorflow-savedmodel' };
  return only(fields, 1, 2, 3, 4) && isGraph(file, fields) ? { format: 'tensorflow-graph' } : undefined;
}

/** A version of the schema, which is 1, and what belongs to it. */
function isSaved(fields: readonly HeadField[]): boolean {
  return fields[0]?.number === 1 && fields[0].value === 1n && typeof fields[1]?.value === 'object';
}

/** What is told of a graph, then the graph: https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/protobuf/meta_graph.proto */
function isMeta(file: WeightFile): boolean {
  const fields = headFields(file);
  const graph = fields.find(({ number }) => number === 2)?.value;
  if (!only(fields, 1, 2, 3, 4, 5, 6, 7) || typeof graph !== 'object') return false;
  const inner: WeightFile = { path: '', source: file.source, head: graph };
  return isGraph(inner, headFields(inner));
}

/** Its first node has a name and an operator. */
function isGraph({ source }: WeightFile, [first]: readonly HeadField[]): boolean {
  if (first?.number !== 1 || typeof first.value !== 'object') return false;
  const node = headFields({ path: '', source, head: first.value });
  return /^[\w./\\-]+$/.test(headText(node, 1)) && /^[A-Z_]\w*$/.test(headText(node, 2));
}

function only(fields: readonly HeadField[], ...numbers: readonly number[]): boolean {
  return fields.every(({ number }) => numbers.includes(number));
}
