import assert from 'node:assert/strict';
import { sourceOf } from '../../../src/bytes/source';
import type { Scan } from '../../../src/domain/scan';
import { recognizedAs } from '../../../src/weights/recognize';
import { scanWeights } from '../../../src/weights/scan';
import { bytesOf } from '../pickle/assemble';
import { u16, u32, zip, type Around, type Member } from './build';

async function scan(bytes: Uint8Array, path = 'model.pt'): Promise<Scan> {
  const source = sourceOf(bytes);
  const file = { path, source, head: await source.read(0, 65_536) };
  return scanWeights(file, await recognizedAs(file), { limit: 1 << 28 });
}

const harmless = bytesOf('\x80\x02}.');
const payload = bytesOf("cos\nsystem\n(S'echo hi'\ntR.");
const version: Member = { name: 'archive/version', content: bytesOf('3\n') };
const data = (content: Uint8Array, more: Partial<Member> = {}): Member => ({
  name: 'archive/data.pkl',
  content,
  ...more,
});
const tensor: Member = { name: 'archive/data/0', content: new Uint8Array(64) };
const torch = (member: Member, around?: Around): Uint8Array => zip([member, tensor, version], around);

describe('weights: scan of archives', () => {
  it('calls what is whole and harmless safe', async () => {
    assert.deepEqual(await scan(torch(data(harmless))), { verdict: 'safe', findings: [] });
    assert.deepEqual(await scan(torch(data(harmless, { deflated: true }))), { verdict: 'safe', findings: [] });
    assert.deepEqual(await scan(torch(data(harmless), { comment: bytesOf('made by us') })), {
      verdict: 'safe',
      findings: [],
    });
  });

  it('finds what a member would run, wherever it stands', async () => {
    for (const [where, bytes] of [
      ['stored', torch(data(payload))],
      ['deflated', torch(data(payload, { deflated: true }))],
      ['behind other bytes', torch(data(payload), { prefix: bytesOf('junk'.repeat(9)) })],
      ['under another name in its own header', torch(data(payload, { local: { name: 'archive/data_pkl' } }))],
      ['said to be encrypted', torch(data(payload, { listed: { flags: 1 } }))],
      ['said to be of a later version of zip', torch(data(payload, { listed: { flags: 0x40 } }))],
      ['said to be encrypted, twice', torch(data(payload, { listed: { flags: 1 }, local: { flags: 1 } }))],
      ['with a wrong checksum', torch(data(payload, { listed: { crc: 1 } }))],
      ['first of two of one name', zip([data(payload), data(harmless), version])],
      ['second of two of one name', zip([data(harmless), data(payload), version])],
      ['not listed', zip([data(harmless), data(payload, { unlisted: true }), version])],
      ['not listed, before the list', torch(data(harmless), { beforeList: zip([data(payload)]) })],
      ['in an archive within', torch({ name: 'archive/extra.bin', content: torch(data(payload)) })],
      [
        'in the place of a tensor',
        zip([data(harmless), { ...tensor, content: payload, local: { name: 'archive/data.pkl' } }, version]),
      ],
      ['under a name without ending', torch({ name: 'archive/notes', content: payload })],
    ] as const) {
      const { verdict, findings } = await scan(bytes);
      const expected = where === 'in the place of a tensor' ? 'suspicious' : 'dangerous';
      assert.equal(verdict, expected, `${where}: ${findings.map(({ code }) => code).join(' ')}`);
    }
  });

  for (const [code, bytes] of [
    ['zip/prefixed', torch(data(harmless), { prefix: bytesOf('junk'.repeat(9)) })],
    ['zip/trailing-bytes', torch(data(harmless), { suffix: bytesOf('junk') })],
    ['zip/second-end', torch(data(harmless), { comment: zip([data(payload)]).subarray(-22) })],
    ['zip/other-disks', torch(data(harmless), { end: { disk: 1 } })],
    ['zip/two-counts', torch(data(harmless), { end: { here: 2 } })],
    ['zip/misplaced-list', torch(data(harmless), { end: { listAt: 1000 } })],
    ['zip/gap-before-end', torch(data(harmless), { end: { here: 2, count: 2 } })],
    ['zip/unlisted-member', zip([data(harmless), { ...tensor, unlisted: true }, version])],
    ['zip/hidden-bytes', torch(data(harmless), { beforeList: bytesOf(`\x80\x02}${'X\x01\0\0\0a'.repeat(9)}.`) })],
    ['zip/overlap', zip([data(harmless), { ...tensor, listed: { offset: 0 } }, version])],
    ['zip/overlap', zip([data(harmless, { deflated: true, listed: { packedSize: 99 }, local: { flags: 8 } })])],
    ['zip/refused-member', torch(data(harmless, { listed: { flags: 0x20 } }))],
    ['zip/refused-member', torch(data(harmless, { extra: [1, 0, 9, 0] }))],
    ['zip/folder-mismatch', torch(data(harmless, { listed: { attributes: 0x10 } }))],
    ['zip/duplicate-member', zip([data(harmless), data(harmless), version])],
    ['zip/duplicate-member', zip([data(harmless), data(harmless, { name: 'archive/Data.pkl' }), version])],
    ['zip/duplicate-member', zip([data(harmless), data(harmless, { name: 'archive\\data.pkl' }), version])],
    ['zip/duplicate-member', zip([data(harmless), data(harmless, { name: 'archive/data.pkl\0.txt' }), version])],
    ['zip/odd-name', torch(data(harmless, { name: 'archive/data.pkl\0' }))],
    ['zip/odd-name', torch({ ...version, name: 'archive/\u202egpj.x' })],
    ['zip/name-mismatch', torch(data(harmless, { local: { name: 'archive/data_pkl' } }))],
    ['zip/name-mismatch', torch(data(harmless, { extra: unicodePath('archive/other.pkl') }))],
    ['zip/method-mismatch', torch(data(harmless, { local: { method: 8 } }))],
    ['zip/encryption-mismatch', torch(data(harmless, { local: { flags: 1 } }))],
    ['zip/header-mismatch', torch(data(harmless, { local: { size: 9 } }))],
    ['zip/wrong-checksum', torch(data(harmless, { listed: { crc: 1 }, local: { crc: 1 } }))],
    ['zip/wrong-size', torch({ ...tensor, listed: { size: 9 } })],
    ['zip/wrong-size', torch({ ...version, content: bytesOf(''), listed: { size: 2 }, local: { size: 2 } })],
    ['zip/missing-member', torch({ ...tensor, listed: { offset: 9 } })],
    ['zip/truncated', torch({ ...tensor, listed: { packedSize: 1 << 20, size: 1 << 20 } })],
    ['zip/unknown-method', torch({ ...tensor, name: 'archive/x', listed: { method: 97 }, local: { method: 97 } })],
    ['zip/outside-path', torch({ ...version, name: '../../version' })],
    ['zip/outside-path', torch({ ...version, name: 'C:\\version' })],
    ['zip/outside-link', torch({ ...version, name: 'archive/x', content: bytesOf('../../etc'), mode: 0o120777 })],
    ['zip/through-link', zip([data(harmless), { ...version, name: 'x', mode: 0o120777 }, { ...version, name: 'x/z' }])],
    ['zip/bomb', torch({ name: 'archive/big.bin', content: new Uint8Array(80 << 20), deflated: true })],
  ] as const) {
    it(`says what programs disagree about: ${code}`, async () => {
      const { verdict, findings } = await scan(bytes);
      assert.ok(
        findings.some((finding) => finding.code === code),
        findings.map((finding) => finding.code).join(' '),
      );
      assert.notEqual(verdict, 'safe');
    });
  }

  it('does not call an archive safe that is cut anywhere', async () => {
    const whole = torch(data(harmless));
    for (let length = 0; length < whole.length; length++) {
      assert.notEqual((await scan(whole.slice(0, length))).verdict, 'safe', `cut to ${length} bytes`);
    }
  });

  it('goes through many members within bounds', async () => {
    const many = Array.from({ length: 20_000 }, (_, at): Member => ({
      ...tensor,
      content: new Uint8Array(1),
      name: `archive/data/${at}`,
    }));
    assert.equal((await scan(zip([data(harmless), ...many, version]))).verdict, 'safe');
  });

  it('ends where members that share their bytes come to far more than the file', async () => {
    const pickle = data(bytesOf(`\x80\x02${'N0'.repeat(5000)}N.`), { name: 'a.pkl' });
    const again = Array.from({ length: 50 }, (_, at): Member => ({
      ...{ ...pickle, name: `${at}.pkl`, content: new Uint8Array(0) },
      listed: { offset: 0, size: pickle.content.length, packedSize: pickle.content.length },
    }));
    const { findings } = await scan(zip([pickle, ...again]));
    assert.ok(findings.some(({ code }) => code === 'weights/limit'));
  });

  it('doubts programs beside the weights, and finds Python where only TorchScript belongs', async () => {
    const library: Member = { name: 'archive/fast.so', content: bytesOf(`\x7fELF\x02${'\0'.repeat(64)}`) };
    assert.deepEqual(
      (await scan(zip([data(harmless), version, library]))).findings.map(({ code, member }) => `${code} ${member}`),
      ['archive/program archive/fast.so'],
    );
    const script: Member = { name: 'archive/code/__torch__.py', content: bytesOf('def f(self):\n  os.system("id")\n') };
    assert.equal((await scan(zip([data(harmless), version, script]))).verdict, 'dangerous');
  });
});

/** The field of Info-ZIP with a name in UTF-8 (APPNOTE 4.6.9). */
function unicodePath(name: string): readonly number[] {
  return [...u16(0x7075), ...u16(5 + name.length), 1, ...u32(0), ...bytesOf(name)];
}
