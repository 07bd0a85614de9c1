/**
 * Writes the weight files of the sample project, byte by byte as their formats are specified: tiny, valid and harmless.
 * The same bytes each time. Usage: node scripts/make-sample-weights.mjs
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';

const models = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../test/corpus/support-assistant/models');

write('support-adapter/adapter_model.safetensors', safetensors('lora_A.weight', [2, 3], { format: 'pt' }));
write('intent/intent.pt', torchZip('classifier.weight', [2, 3]));
write('assistant/assistant.F32.gguf', gguf('token_embd.weight', [3, 2]));

/** https://huggingface.co/docs/safetensors/index#format */
function safetensors(tensor, shape, metadata) {
  const data = floats(shape);
  const header = { __metadata__: metadata, [tensor]: { dtype: 'F32', shape, data_offsets: [0, data.length] } };
  const text = JSON.stringify(header);
  const padded = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8));
  return Buffer.concat([u64(padded.length), padded, data]);
}

/** https://docs.pytorch.org/docs/stable/notes/serialization.html: a ZIP archive of stored members, the tensors' data apart from the pickle. */
function torchZip(tensor, shape) {
  return zip([
    ['intent/data.pkl', stateDict(tensor, shape)],
    ['intent/byteorder', Buffer.from('little')],
    ['intent/data/0', floats(shape)],
    ['intent/version', Buffer.from('3\n')],
  ]);
}

/** A dictionary of one tensor, in the opcodes of https://github.com/python/cpython/blob/main/Lib/pickletools.py (protocol 2). */
function stateDict(tensor, [rows, columns]) {
  const text = (value) => [Buffer.from('X'), u32(Buffer.byteLength(value)), Buffer.from(value)];
  const global = (module, name) => Buffer.from(`c${module}\n${name}\n`);
  const int = (value) => Buffer.from([0x4b, value]);
  const pair = (a, b) => [int(a), int(b), Buffer.from([0x86])];
  const storage = [
    '(',
    ...text('storage'),
    global('torch', 'FloatStorage'),
    ...text('0'),
    ...text('cpu'),
    int(rows * columns),
    'tQ',
  ];
  const hooks = [global('collections', 'OrderedDict'), ')R'];
  const rebuilt = [
    '(',
    ...storage,
    int(0),
    ...pair(rows, columns),
    ...pair(columns, 1),
    Buffer.from([0x89]),
    ...hooks,
    'tR',
  ];
  const parts = [
    Buffer.from([0x80, 2]),
    '}(',
    ...text(tensor),
    global('torch._utils', '_rebuild_tensor_v2'),
    ...rebuilt,
    'u.',
  ];
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

/** https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, members stored, dated 1980-01-01. */
function zip(members) {
  const files = [];
  const directory = [];
  let offset = 0;
  for (const [name, data] of members) {
    const common = Buffer.concat([
      ...[u16(10), u16(0), u16(0), u16(0), u16(0x21)], // version, flags, stored, time, date
      ...[u32(crc32(data)), u32(data.length), u32(data.length), u16(name.length), u16(0)],
    ]);
    const file = Buffer.concat([u32(0x04034b50), common, Buffer.from(name), data]);
    const attributes = [u16(0), u16(0), u16(0), u32(0)]; // comment, disk, internal, external
    directory.push(Buffer.concat([u32(0x02014b50), u16(10), common, ...attributes, u32(offset), Buffer.from(name)]));
    files.push(file);
    offset += file.length;
  }
  const entries = Buffer.concat(directory);
  const end = [
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(members.length),
    u16(members.length),
    u32(entries.length),
    u32(offset),
    u16(0),
  ];
  return Buffer.concat([...files, entries, ...end]);
}

/** https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, version 3. */
function gguf(tensor, dimensions) {
  const alignment = 32;
  const text = (value) => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)]);
  const string = (key, value) => Buffer.concat([text(key), u32(8), text(value)]);
  const facts = [
    string('general.architecture', 'llama'),
    string('general.name', 'Assistant'),
    string('general.license', 'llama3.1'),
  ];
  const head = Buffer.concat([Buffer.from('GGUF'), u32(3), u64(1), u64(facts.length), ...facts]);
  const info = Buffer.concat([text(tensor), u32(dimensions.length), ...dimensions.map(u64), u32(0), u64(0)]);
  const before = head.length + info.length;
  return Buffer.concat([head, info, Buffer.alloc((alignment - (before % alignment)) % alignment), floats(dimensions)]);
}

function floats(shape) {
  const count = shape.reduce((a, b) => a * b, 1);
  return Buffer.from(Float32Array.from({ length: count }, (_, at) => at / count).buffer);
}

function u16(value) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function write(name, bytes) {
  writeFileSync(path.join(models, name), bytes);
  console.log(`${name}: ${bytes.length} bytes`);
}
