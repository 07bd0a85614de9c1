import assert from 'node:assert/strict';
import { sourceOf } from '../../../src/bytes/source';
import type { ScanFinding } from '../../../src/domain/scan';
import { scanGguf } from '../../../src/weights/gguf/scan';
import { Budget } from '../../../src/weights/scan-context';

const u32 = (value: number): number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);
const u64 = (value: number): number[] => [...u32(value), ...u32(Math.floor(value / 2 ** 32))];
const text = (value: string): number[] => [...u64(Buffer.byteLength(value)), ...Buffer.from(value)];
const pair = (key: string, value: string): number[] => [...text(key), ...u32(8), ...text(value)];

/** A GGUF file of version 3 with these pairs and tensors. */
function gguf(pairs: readonly number[][], tensors: readonly number[][] = [], data = 0): Uint8Array {
  const header = [
    ...Buffer.from('GGUF'),
    ...u32(3),
    ...u64(tensors.length),
    ...u64(pairs.length),
    ...pairs.flat(),
    ...tensors.flat(),
  ];
  const padding = tensors.length > 0 ? (32 - (header.length % 32)) % 32 : 0;
  return Uint8Array.from([...header, ...new Array<number>(padding + data).fill(0)]);
}

function scan(bytes: Uint8Array): Promise<readonly ScanFinding[]> {
  return scanGguf(sourceOf(bytes), { depth: 0, budget: new Budget(1 << 24), nested: () => Promise.resolve([]) });
}

const tensor = [...text('w'), ...u32(1), ...u64(8), ...u32(0), ...u64(0)];

describe('weights: scan of GGUF', () => {
  it('finds nothing in a header that holds what it says', async () => {
    assert.deepEqual(await scan(gguf([pair('general.name', 'x')], [tensor], 32)), []);
  });

  it('says what contradicts itself', async () => {
    const codes = async (bytes: Uint8Array): Promise<readonly string[]> => (await scan(bytes)).map(({ code }) => code);
    assert.deepEqual(await codes(gguf([], [tensor], 31)), ['gguf/truncated']);
    assert.deepEqual(await codes(gguf([pair('a', 'x'), pair('a', 'y')])), ['gguf/duplicate-key']);
    assert.deepEqual(await codes(gguf([], [tensor, tensor], 64)), ['gguf/bad-magic']);
    assert.deepEqual(await codes(gguf([[...text('general.alignment'), ...u32(4), ...u32(33)]])), [
      'gguf/bad-alignment',
    ]);
    assert.deepEqual(await codes(gguf([[...u64(2 ** 40)]])), ['gguf/absurd-length']);
    assert.deepEqual(await codes(gguf([pair('a', 'x')]).subarray(0, 40)), ['gguf/truncated']);
  });

  for (const key of ['tokenizer.chat_template', 'tokenizer.chat_template.tool_use', 'tokenizer.jinja'])
    it(`reads the chat template ${key}`, async () => {
      const [finding] = await scan(gguf([pair(key, "é {{ ''.__class__ }}")]));
      assert.equal(finding?.code, 'template/python-inside');
      assert.equal(finding.member, key);
      assert.equal(finding.offset, 6);
      assert.equal(finding.data?.found, "''.__class__");
    });

  it('keeps what it found before the header breaks off', async () => {
    const cut = gguf([pair('tokenizer.chat_template', "{{ ''.__class__ }}"), pair('a', 'x')]).subarray(0, -1);
    assert.deepEqual(
      (await scan(cut)).map(({ code }) => code),
      ['template/python-inside', 'gguf/truncated'],
    );
  });

  it('takes no other text for a template', async () => {
    assert.deepEqual(await scan(gguf([pair('general.description', "{{ ''.__class__ }}")])), []);
  });
});
