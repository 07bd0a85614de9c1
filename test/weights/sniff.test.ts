import assert from 'node:assert/strict';
import { ascii } from '../../src/bytes/cursor';
import { sourceOf, type ByteSource } from '../../src/bytes/source';
import { sniffWeights, weightFiles } from '../../src/weights/sniff';

describe('weights: sniff', () => {
  it('reads what a safetensors header says', async () => {
    const file = safetensors(
      {
        __metadata__: { format: 'pt', license: 'mit' },
        a: { dtype: 'BF16', shape: [2, 3], data_offsets: [0, 12] },
        b: { dtype: 'F32', shape: [], data_offsets: [12, 16] },
      },
      16,
    );
    const reading = (await sniffWeights(sourceOf(file), 'model.safetensors'))!;
    assert.deepEqual(reading, {
      mentions: [{ kind: 'weights', path: { text: '', start: 0, end: 0 }, by: 'safetensors' }],
      problems: [],
      weights: {
        format: 'safetensors',
        size: file.length,
        metadata: {
          tensors: '2',
          parameters: '7',
          dtypes: 'BF16 F32',
          'metadata.format': 'pt',
          'metadata.license': 'mit',
        },
        scan: { verdict: 'safe', findings: [] },
        tensors: { names: ['a', 'b'], bytes: 16 },
      },
    });
  });

  it('says what is wrong with a safetensors file', async () => {
    const tensor = { dtype: 'U8', shape: [4], data_offsets: [0, 4] };
    const flaws: readonly (readonly [Uint8Array, string])[] = [
      [safetensors({ a: tensor }, 5), 'trailing-bytes'],
      [safetensors({ a: tensor }, 3), 'truncated'],
      [safetensors({ a: { ...tensor, shape: [5] } }, 4), 'size-mismatch'],
      [safetensors({ a: { ...tensor, data_offsets: [1, 5] } }, 5), 'offset-mismatch'],
      [safetensors({ a: tensor, b: tensor }, 8), 'offset-mismatch'],
      [safetensors({ a: { ...tensor, data_offsets: [-4, 0] } }, 4), 'bad-tensor'],
      [safetensors({ a: null }, 0), 'bad-tensor'],
      [bytes(u64(3), ascii('{]}')), 'bad-header'],
      [bytes(u64(300), ascii('{}')), 'truncated'],
      [bytes(u64(2 ** 40), ascii('{}')), 'absurd-length'],
    ];
    for (const [file, code] of flaws) {
      assert.deepEqual(await codesOf(file, 'm.safetensors'), [`safetensors/${code}`]);
    }
    assert.deepEqual(await codesOf(safetensors({ a: { ...tensor, dtype: 'NEW' } }, 4), 'm'), [
      'safetensors/unknown-type',
    ]);
  });

  it('reads the general facts of a GGUF file, in all its versions', async () => {
    const pair = (key: string, type: number, value: Uint8Array): Uint8Array => bytes(text(key), u32(type), value);
    const tokens = pair('tokenizer.ggml.tokens', 9, bytes(u32(8), u64(2), text('<s>'), text('</s>')));
    const pairs = [tokens, pair('general.architecture', 8, text('llama')), pair('general.file_type', 4, u32(15))];
    const file = bytes(ascii('GGUF'), u32(3), u64(7), u64(3), ...pairs);
    assert.deepEqual((await sniffWeights(sourceOf(file), 'x.gguf'))!.weights!.metadata, {
      ...{ version: '3', tensors: '7', pairs: '3' },
      ...{ 'general.architecture': 'llama', 'general.file_type': '15' },
    });
    const first = bytes(ascii('GGUF'), u32(1), u32(7), u32(0));
    assert.equal((await sniffWeights(sourceOf(first), 'x.bin'))!.weights!.metadata.version, '1');

    const flawed = [
      bytes(ascii('GGUF'), u32(3), u64(2 ** 50), u64(0)),
      file.subarray(0, 60),
      bytes(ascii('GGUF'), u32(9)),
    ];
    const codes = await Promise.all(flawed.map((part) => codesOf(part, 'x.gguf')));
    assert.deepEqual(codes, [['gguf/absurd-length'], ['gguf/truncated'], ['gguf/bad-magic']]);
  });

  it('recognizes pickles of all protocols by their opcodes, under any name', async () => {
    const pickles: readonly Uint8Array[] = [
      ascii("(dp0\nS'a'\np1\nI1\ns."),
      ascii('cos\nsystem\n.'),
      ascii('}q\x00X\x01\x00\x00\x00aq\x01K\x01s.'),
      Uint8Array.of(0x80, 2, 0x7d, 0x71, 0, 0x2e),
      Uint8Array.of(0x80, 4, 0x95, 2, 0, 0, 0, 0, 0, 0, 0, 0x4e, 0x2e),
    ];
    for (const file of pickles) assert.equal(await formatOf(file, 'model.bin'), 'pickle');
    assert.equal(
      await formatOf(
        Uint8Array.of(0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e),
        'm.pt',
      ),
      'torch-legacy',
    );
    assert.equal(await formatOf(ascii("cos\nsystem\n(S'x'\ntR and then nonsense"), 'broken.bin'), 'pickle');
  });

  it('does not take texts and other binary files for pickles', async () => {
    const others = [
      ...['', 'N', 'No.\n', '(setq x 1)\n', '{"a": 1}', 'class A\nB.\n', 'I am here.\n', 'import os\n', 'c a b\nd\n.'],
      ...[
        'Some text, long enough to hold many letters that are opcodes, too. '.repeat(2000),
        '\x7fELF\x02\x01',
        '\x80\x09.',
      ],
    ];
    for (const other of others) assert.equal(await formatOf(ascii(other), 'file.bin'), undefined, other.slice(0, 30));
  });

  it('looks into archives, also behind other bytes', async () => {
    assert.equal(await formatOf(zip('archive/data.pkl', 'archive/version'), 'model.bin'), 'torch-zip');
    assert.equal(await formatOf(zip('config.json', 'metadata.json', 'model.weights.h5'), 'm.keras'), 'keras');
    assert.equal(await formatOf(zip('a.npy', 'b.npy'), 'x.npz'), 'numpy-zip');
    assert.equal(await formatOf(zip('readme.txt'), 'x.bin'), undefined);
    assert.equal(await formatOf(zip('readme.txt'), 'x.pt'), 'zip');
    const hidden = bytes(ascii('MZ…'), zip('a/data.pkl'));
    assert.equal(await formatOf(hidden, 'x.pt'), 'torch-zip');
    assert.ok((await codesOf(hidden, 'x.pt')).includes('zip/prefixed'));
    const cut = zip('a/data.pkl').subarray(0, 60);
    assert.equal(await formatOf(cut, 'x.pt'), 'zip');
    assert.deepEqual(await codesOf(cut, 'x.pt'), ['zip/truncated']);
  });

  it('recognizes the other formats', async () => {
    const header = "{'descr': '|O', 'fortran_order': False, 'shape': (3,), }";
    const npy = bytes(Uint8Array.of(0x93), ascii('NUMPY\x01\x00'), Uint8Array.of(header.length, 0), ascii(header));
    assert.deepEqual((await sniffWeights(sourceOf(npy), 'x.npy'))!.weights!.metadata, { dtype: '|O', shape: '(3,)' });
    assert.equal(await formatOf(bytes(Uint8Array.of(0x89), ascii('HDF\r\n\x1a\n')), 'x.h5'), 'hdf5');
    assert.equal(await formatOf(ascii('\x1c\0\0\0TFL3'), 'x.bin'), 'tflite');
    assert.equal(await formatOf(ascii('\x08\x08\x12\x07pytorch\x3a\x02\x0a\x00'), 'x.onnx'), 'onnx');
    assert.equal(await formatOf(ascii('\x08\x01\x12\x02\x0a\x00'), 'a/saved_model.pb'), 'tensorflow-savedmodel');
    assert.equal(await formatOf(ascii('\x1f\x8b\x08\0'), 'x.joblib'), 'compressed-pickle');
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 42\n`;
    const { format, metadata } = (await sniffWeights(sourceOf(ascii(pointer)), 'x.pt'))!.weights!;
    assert.deepEqual([format, metadata.size], ['lfs-pointer', '42']);
  });

  it('says so where the name promises weights and the content is none', async () => {
    for (const [content, code] of [
      ['PNG', 'unknown-format'],
      ['', 'empty'],
    ] as const) {
      const { weights, problems } = (await sniffWeights(sourceOf(ascii(content)), 'model.PT'))!;
      assert.deepEqual([weights!.format, problems[0]!.code], ['unknown', code]);
    }
    for (const name of ['firmware.bin', 'x.pb', 'x.npy', 'x.model'])
      assert.equal(await formatOf(ascii('PNG'), name), undefined);
  });

  it('costs a few small reads, whatever the size', async () => {
    const reads: number[] = [];
    const huge: ByteSource = {
      size: 60 * 2 ** 30,
      read: (offset, length) => {
        reads.push(length);
        return Promise.resolve(
          offset === 0 ? bytes(ascii('PK\x03\x04'), new Uint8Array(length - 4)) : new Uint8Array(length),
        );
      },
    };
    await sniffWeights(huge, 'model.pt');
    assert.ok(reads.length <= 3 && reads.reduce((sum, length) => sum + length, 0) < 2 ** 20);
  });

  it('never fails on bytes that were tampered with', async () => {
    const files = [safetensors({ a: { dtype: 'U8', shape: [4], data_offsets: [0, 4] } }, 4), zip('a/data.pkl')];
    files.push(
      bytes(ascii('GGUF'), u32(3), u64(1), u64(1), text('general.name'), u32(8), text('x')),
      ascii('cos\nsystem\n.'),
    );
    for (const file of files) {
      for (let at = 0; at < file.length; at++) {
        for (const byte of [0, 1, 0x7f, 0xff]) {
          const tampered = file.slice();
          tampered[at] = byte;
          await sniffWeights(sourceOf(tampered), 'x.safetensors');
          await sniffWeights(sourceOf(tampered.subarray(0, at)), 'x.pt');
        }
      }
    }
  });

  it('names the endings of weight files', () => {
    assert.match(weightFiles[0]!, /^\*\*\/\*\.\{.*\bsafetensors\b.*\bbin\b.*\}$/);
    assert.match(weightFiles[1]!, /^\*\*\/\*\.\{.*\bpkl\b.*\}\.\{gz,.*\}$/);
  });
});

async function formatOf(file: Uint8Array, path: string): Promise<string | undefined> {
  return (await sniffWeights(sourceOf(file), path))?.weights?.format;
}

/** What was found, and that none of it is told a second time as a problem. */
async function codesOf(file: Uint8Array, path: string): Promise<readonly string[]> {
  const { weights, problems } = (await sniffWeights(sourceOf(file), path))!;
  assert.deepEqual(problems, []);
  return weights!.scan!.findings.map(({ code }) => code);
}

function bytes(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, value >> 8);
}

function u32(value: number): Uint8Array {
  return bytes(u16(value & 0xffff), u16(value >>> 16));
}

function u64(value: number): Uint8Array {
  return bytes(u32(value % 2 ** 32), u32(Math.floor(value / 2 ** 32)));
}

/** A text as GGUF writes it: its length, then its bytes. */
function text(value: string): Uint8Array {
  return bytes(u64(value.length), ascii(value));
}

function safetensors(header: object, dataSize: number): Uint8Array {
  const json = JSON.stringify(header);
  return bytes(u64(json.length), ascii(json), new Uint8Array(dataSize));
}

/** An archive of empty members. */
function zip(...names: readonly string[]): Uint8Array {
  const locals = names.map((name) =>
    bytes(ascii('PK\x03\x04'), new Uint8Array(22), u16(name.length), u16(0), ascii(name)),
  );
  const entries = names.map((name) =>
    bytes(ascii('PK\x01\x02'), new Uint8Array(24), u16(name.length), new Uint8Array(16), ascii(name)),
  );
  const [before, directory] = [bytes(...locals), bytes(...entries)];
  const counts = bytes(new Uint8Array(4), u16(names.length), u16(names.length));
  return bytes(before, directory, ascii('PK\x05\x06'), counts, u32(directory.length), u32(before.length), u16(0));
}
