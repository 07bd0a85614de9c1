import { flatBuffer } from './flatbuffer';
import { Hdf5Builder, messages } from './hdf5/builder';
import { field, numberField } from './protobuf';
import { ggufSamples } from './samples';

/** Small whole models of formats that are graphs or trees. */

const bytes = (...parts: readonly (readonly number[])[]): Uint8Array => Uint8Array.from(parts.flat());
const text = (written: string): number[] => [0xa0 + written.length, ...Buffer.from(written)];

/** A node with an attribute of each plain kind, a tensor of floats and one of raw bytes, in and out. */
export function onnxModel(): Uint8Array {
  const type = field(2, field(1, numberField(1, 1), field(2, field(1, numberField(1, 2)), field(1, field(2, 'N')))));
  const attributes = [
    field(5, field(1, 'alpha'), [0x15, 0, 0, 0x80, 0x3f], numberField(20, 1)),
    field(5, field(1, 'axes'), field(8, [1, 2]), numberField(20, 7)),
    field(5, field(1, 'mode'), field(4, 'x'), numberField(20, 3)),
  ];
  const graph = field(
    7,
    field(
      1,
      field(1, 'x'),
      field(1, 'w'),
      field(1, 'b'),
      field(2, 'y'),
      field(3, 'n'),
      field(4, 'Gemm'),
      ...attributes,
    ),
    field(2, 'main'),
    field(5, numberField(1, 2), numberField(2, 1), field(4, [0, 0, 0, 0, 0, 0, 0x80, 0x3f]), field(8, 'w')),
    field(5, field(1, [1]), numberField(2, 7), field(8, 'b'), field(9, [1, 0, 0, 0, 0, 0, 0, 0])),
    field(11, field(1, 'x'), type),
    field(12, field(1, 'y'), type),
  );
  return bytes(
    numberField(1, 8),
    field(2, 'me'),
    graph,
    field(8, field(1, ''), numberField(2, 17)),
    field(14, field(1, 'k'), field(2, 'v')),
  );
}

/** An array and a map in a map, a number of two bytes, a text of eight. */
export const flaxModel = bytes(
  [0x83, ...text('p'), 0x81, ...text('w')],
  [0xc7, 18, 1, 0x93, 0x92, 1, 1, ...text('float32'), 0xc4, 4, 0, 0, 0x80, 0x3f],
  [...text('step'), 0xcd, 1, 0, ...text('l'), 0x93, 0xc0, 0xd9, 2, 0xc3, 0xa4, 0x7f],
);

/** A group with a dataset of texts and an attribute, with headers of the first version and of the second. */
export function hdf5Files(): readonly Uint8Array[] {
  const [old, now] = [new Hdf5Builder(), new Hdf5Builder()];
  const dataset = [
    messages.space(2),
    messages.type([0x10, 8, 0, 0, 4, 0, 0, 0, 0, 0, 32, 0]),
    messages.compact([1, 0, 0, 0, 2, 0, 0, 0]),
  ];
  const said = messages.text('keras_version', '2.9.0');
  return [
    old.oldFile(old.oldObject(old.symbolTable({ a: old.oldObject(...dataset), b: old.oldObject(...dataset) }), said)),
    now.file(now.group(messages.link('a', now.object(...dataset)), messages.softLink('s', '/a'), said)),
  ];
}

const layer = field(500, field(1, field(1, 'conv')));
const node = field(1, field(1, 'n'), field(2, 'Relu'), field(5, field(1, 'T'), field(2, numberField(6, 1))));
const pmml = '<?xml version="1.0"?><PMML version="4.4"><Header copyright="a &amp; b"/><!-- c --></PMML>';
/** Whole models of formats in which nothing stands that could run, by the name of the file. */
export const plainModels: Readonly<Record<string, Uint8Array>> = {
  'saved_model.pb': bytes(numberField(1, 1), field(2, field(2, node))),
  'model.mlmodel': bytes(numberField(1, 4), field(2, field(1, field(1, 'x'))), layer),
  'model.pdmodel': bytes(
    field(1, numberField(1, 0), numberField(2, 0), field(4, field(3, 'relu'))),
    field(4, numberField(1, 0)),
  ),
  'model.tflite': flatBuffer('TFL3', { 0: 3, 1: [{ 0: 0 }], 2: [{ 3: [{ 0: 0 }] }], 4: [{}] }),
  'model.pte': flatBuffer('ET12', { 1: [{ 6: [{ 0: 'aten::add' }] }] }),
  'model.pmml': Buffer.from(pmml),
  'model.xml': Buffer.from('<net name="m" version="11"><layers><layer id="0" type="Const"/></layers></net>'),
  'model.gguf': ggufSamples()[0]![0],
  'model.rds': bytes(
    [...Buffer.from('X\n')],
    [0, 0, 0, 2, 0, 4, 0, 0, 0, 2, 3, 0],
    [0, 0, 0, 13, 0, 0, 0, 1, 0, 0, 0, 7],
  ),
};
