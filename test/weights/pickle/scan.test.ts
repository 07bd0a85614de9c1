import assert from 'node:assert/strict';
import { sourceOf, type ByteSource } from '../../../src/bytes/source';
import type { Scan } from '../../../src/domain/scan';
import { recognizedAs } from '../../../src/weights/recognize';
import { scanWeights } from '../../../src/weights/scan';

const limit = 1 << 28;

/** A pickle as Latin-1 text: what stands in the file, byte for byte. */
function pickle(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

async function scan(bytes: Uint8Array, path = 'model.pkl'): Promise<Scan> {
  return scanSource(sourceOf(bytes), path);
}

async function scanSource(source: ByteSource, path: string, most = limit): Promise<Scan> {
  const file = { path, source, head: await source.read(0, 65_536) };
  return scanWeights(file, await recognizedAs(file), { limit: most });
}

async function codes(text: string): Promise<readonly string[]> {
  return (await scan(pickle(text))).findings.map(({ code }) => code);
}

const system = 'cos\nsystem\n';
const call = `${system}(S'echo hi'\ntR.`;

describe('weights: scan of pickles', () => {
  it('calls plain data and what libraries write safe', async () => {
    for (const text of [
      '\x80\x04]\x94(K\x01K\x02e.',
      "(dp0\nS'a'\np1\nI1\ns.",
      'ccollections\nOrderedDict\n)R.',
      "ctorch._utils\n_rebuild_tensor_v2\n(S'x'\nI0\ntR.",
      "cnumpy\ndtype\n(S'f8'\nI00\nI01\ntR(I3\nS'<'\nNNNtb.",
      'ccopy_reg\n_reconstructor\n(csklearn.tree._classes\nDecisionTreeClassifier\nc__builtin__\nobject\nNtR.',
    ]) {
      assert.deepEqual(await scan(pickle(text)), { verdict: 'safe', findings: [] }, text);
    }
  });

  it('says what would run, with which arguments, and where', async () => {
    const { verdict, findings } = await scan(pickle(call));
    assert.equal(verdict, 'dangerous');
    const [finding] = findings;
    assert.equal(finding?.code, 'pickle/dangerous-call');
    assert.match(finding.message, /^Loading this file calls os\.system\./);
    assert.deepEqual(finding.data, { global: 'os.system', arguments: ['echo hi'] });
    assert.equal(finding.offset, call.indexOf('R.'));
  });

  for (const [way, text] of [
    ['GLOBAL and REDUCE', call],
    ['STACK_GLOBAL', '\x80\x04\x8c\x02os\x8c\x06system\x93\x8c\x02ls\x85R.'],
    ['STACK_GLOBAL by the memo', '\x80\x04\x8c\x02os\x94\x8c\x06system\x940h\x00h\x01\x93\x8c\x02ls\x85R.'],
    ['STACK_GLOBAL behind decoys', '\x80\x04\x8c\x02os\x8c\x06system(\x8c\x01a\x8c\x01b1\x93\x8c\x02ls\x85R.'],
    ['names with escapes', "\x80\x04S'\\x6fs'\nS'sys\\164em'\n\x93\x8c\x02ls\x85R."],
    ['names with Unicode escapes', '\x80\x04V\\u006fs\nVsystem\n\x93\x8c\x02ls\x85R.'],
    ['memo numbers written with underscores', "S'os'\np1_0\n0S'system'\np11\n0g10\ng1_1\n\x93S'ls'\n\x85R."],
    ['INST', "(S'ls'\nios\nsystem\n."],
    ['OBJ', `(${system}S'ls'\no.`],
    ['OBJ whose result is dropped', `(${system}S'ls'\no0N.`],
    ['NEWOBJ', '\x80\x02csubprocess\nPopen\nX\x02\0\0\0ls\x85\x81.'],
    ['NEWOBJ_EX', '\x80\x04csubprocess\nPopen\n)}\x92.'],
    ['an import alone', `${system}.`],
    ['a name reached through another module', '\x80\x04\x8c\x05numpy\x8c\x09os.system\x93\x8c\x02ls\x85R.'],
    ['getattr on a class', "c__builtin__\ngetattr\n(ccollections\nOrderedDict\nS'__init__'\ntR."],
    ['getattr on a result', "c__builtin__\ngetattr\n(cnumpy\nhub\nS'__dict__'\ntR."],
    ['the result of a call', "cfunctools\npartial\n(cacme\nf\ntR(S'x'\ntR."],
    ['a second stream', `N.${call}`],
    ['no STOP', call.slice(0, -1)],
    ['a broken instruction behind it', `${call.slice(0, -1)}\xff\xff`],
    ['a broken instruction before it', `\x80\x04K\x01\xff\xff\xff\x80\x02${call}`],
    ['an object filled twice', "cacme\nA\n)R}S'__setstate__'\ncacme\nf\nsb}b."],
    ['a change of a module', "csys\nmodules\n}S'os'\nNsb."],
    ['a pickle within bytes', `\x80\x04cdecimal\nDecimal\nC${String.fromCharCode(call.length)}${call}\x85R.`],
    ['a pickle within text', '\x80\x02c_codecs\nencode\nV\\u0080\x02cos\\u000asystem\\u000a.\nX\x06\0\0\0latin1\x86R.'],
    ['a function of Python itself', "ccode\ninteract\n(S'x'\ntR."],
    ['a tool of a library', "cnumpy\nload\n(S'x'\ntR."],
    ['a tool handed to a harmless function', "cfunctools\npartial\n(cnumpy\nload\nS'x'\ntR."],
    ['an unknown function with a telling name', "cacme.tools\nrun_command\n(S'ls'\ntR."],
    ['a name that is computed', '\x80\x04\x8c\x02os]\x93.'],
  ] as const) {
    it(`is dangerous by ${way}`, async () => assert.equal((await scan(pickle(text))).verdict, 'dangerous'));
  }

  it('is suspicious where nothing is known of what is called', async () => {
    assert.deepEqual(await codes('cacme.models\nRanker\n)R.'), ['pickle/unknown-call']);
    assert.deepEqual(await codes('cacme.models\nRanker\n.'), ['pickle/unknown-global']);
    assert.deepEqual(await codes('\x80\x02\x82\x01.'), ['pickle/extension']);
  });

  it('follows getattr where it names a class within a class', async () => {
    assert.deepEqual(await codes("c__builtin__\ngetattr\n(csklearn.tree\nTree\nS'Node'\ntR)R."), []);
  });

  it('never calls a broken pickle safe', async () => {
    for (const text of [
      '\x80\x04]\x94(K\x01',
      '\x80\x04K\x01\xff.',
      '\x80\x04h\x05.',
      '\x80\x040.',
      '\x80\x04\x95\xff\0\0\0\0\0\0\0N.',
    ]) {
      const { verdict, findings } = await scan(pickle(text));
      assert.equal(verdict, 'unknown', text);
      assert.equal(findings[0]?.code, 'pickle/broken', text);
    }
    assert.deepEqual(await codes('\x80\x04N.\0\0\0\0\0\0'), ['pickle/trailing-bytes']);
  });

  it('sees what a reader sees that drops the rest of a frame', async () => {
    const hidden = `\x80\x04\x95\x04\0\0\0\0\0\0\0NC${String.fromCharCode(call.length + 1)}A${call}.`;
    const { verdict, findings } = await scan(pickle(hidden));
    assert.equal(verdict, 'dangerous');
    assert.ok(findings.some(({ code }) => code === 'pickle/frame-straddle'));
  });

  it('passes over the arrays that joblib writes between the opcodes', async () => {
    const state = (dtype: string): string => `}(S'shape'\n(I2\ntS'dtype'\ncnumpy\ndtype\n(S'${dtype}'\nI00\nI01\ntRub`;
    const wrapper = 'cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\x81';
    const array = '\xff'.repeat(16);
    assert.deepEqual(await codes(`\x80\x03]${wrapper}${state('f8')}${array}a.`), []);
    assert.deepEqual(await codes(`\x80\x03]${wrapper}${state('f8')}${array}a${system}0.`), ['pickle/dangerous-global']);
    assert.deepEqual(await codes(`\x80\x03]${wrapper}${state('O8')}${call}a.`), ['pickle/dangerous-call']);
    for (const dtype of ['?', 'g8', 'f3'])
      assert.equal((await scan(pickle(`\x80\x03]${wrapper}${state(dtype)}${array}a.`))).verdict, 'unknown');
    const length = String.fromCharCode(1 + wrapper.length + state('f8').length + array.length + 1);
    const framed = `\x80\x04\x95${length}\0\0\0\0\0\0\0]${wrapper}${state('f8')}`;
    assert.deepEqual(await codes(`${framed}${array}a.`), ['pickle/array-in-frame']);
    assert.deepEqual(await codes(`${framed}${`${system}0`.padEnd(16, '0')}a.${array}`), [
      'pickle/array-in-frame',
      'pickle/dangerous-global',
      'pickle/trailing-bytes',
    ]);
  });

  it('reads a large file in windows, and opcodes across their borders', async () => {
    const filler = `X${String.fromCharCode(0, 0, 16, 0)}${'a'.repeat(1 << 20)}0`;
    const bytes = pickle(`\x80\x02${filler.repeat(3)}${'K\x010'.repeat(400_000)}${call}`);
    const reads: number[] = [];
    const source: ByteSource = {
      size: bytes.length,
      read: (offset, length) => {
        reads.push(length);
        return Promise.resolve(bytes.subarray(offset, offset + length));
      },
    };
    const { verdict } = await scanSource(source, 'model.pkl');
    assert.equal(verdict, 'dangerous');
    assert.ok(Math.max(...reads) <= 1 << 20);
  });

  it('reads lines that are longer than a window', async () => {
    const long = `\x80\x02V${'a'.repeat(3 << 20)}\n0${call}`;
    assert.equal((await scan(pickle(long))).verdict, 'dangerous');
    assert.equal((await scan(pickle(`\x80\x02V${'a'.repeat(3 << 20)}`))).verdict, 'unknown');
  });

  it('says that it stopped at the limit, and nothing more', async () => {
    const bytes = pickle(`\x80\x02${'K\x010'.repeat(1_000_000)}N.`);
    const { verdict, findings } = await scanSource(sourceOf(bytes), 'model.pkl', 1 << 20);
    assert.equal(verdict, 'unknown');
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['weights/limit'],
    );
  });

  it('is bounded in depth, and in what counts claim', async () => {
    const deep = pickle(`${'('.repeat(500_000)}K\x01${'t'.repeat(500_000)}.`);
    assert.equal((await scan(deep)).verdict, 'safe');
    assert.equal((await scan(pickle(`\x80\x04K\x01${'\x85'.repeat(500_000)}.`))).verdict, 'safe');
    for (const endless of ['(', ')', '}']) {
      const { findings } = await scan(pickle(`\x80\x04${endless.repeat(8_100_000)}.`));
      assert.deepEqual([endless, ...findings.map(({ code }) => code)], [endless, 'weights/limit']);
    }
    for (const text of [
      '\x80\x04\x8e\xff\xff\xff\xff\xff\xff\xff\x7f.',
      '\x80\x04r\xff\xff\xff\xffN.',
      '\x80\x04j\xff\xff\xff\xff.',
    ]) {
      assert.equal((await scan(pickle(text))).verdict, 'unknown', text);
    }
  });
});
