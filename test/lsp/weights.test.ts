import assert from 'node:assert/strict';
import type { CodeAction, Hover } from 'vscode-languageserver-protocol';
import { WeighingProgress } from '../../src/lsp/weighing-progress';
import { startClient, type TestClient } from './client';

const shell = 'cposix\nsystem\n(S"curl example.invalid"\ntR.';
const code = 'import torch\ntorch.load("a.pkl")\ntorch.load("gone.pkl")\n';

describe('the language server and weight files', () => {
  let client: TestClient;
  before(async () => {
    client = await startClient({ 'a.pkl': shell, 'app.py': code }, { commands: true });
    await client.connection.sendRequest('weighbridge/check', {});
  });
  after(() => client.stop());

  const hover = async (line: number): Promise<string | undefined> => {
    const shown = await client.connection.sendRequest<Hover | null>('textDocument/hover', {
      textDocument: { uri: client.uri('app.py') },
      position: { line, character: 14 },
    });
    return (shown?.contents as { value: string } | undefined)?.value;
  };

  it('say what a file does at the file and at the line that loads it, each with the way to the other', async () => {
    const ofFile = await client.diagnostics('a.pkl', ({ diagnostics }) => diagnostics.length > 0);
    const ofCode = await client.diagnostics('app.py', ({ diagnostics }) => diagnostics.length > 0);
    const [atFile, atCode] = [ofFile, ofCode].map(({ diagnostics }) =>
      diagnostics.find((one) => one.code === 'weights/dangerous'),
    );
    assert.deepEqual(atCode?.range, { start: { line: 1, character: 12 }, end: { line: 1, character: 17 } });
    assert.equal(atCode.relatedInformation?.[0]?.location.uri, client.uri('a.pkl'));
    assert.deepEqual(atFile?.relatedInformation?.[0]?.location, { uri: client.uri('app.py'), range: atCode.range });
  });

  it('tell in a hover what would run', async () => {
    const value = await hover(1);
    assert.match(
      value ?? '',
      /^\*\*a\\\.pkl\*\* · pickle of Python · \d+ bytes · \[Inspect\]\(command:weighbridge\.inspectWeights\?%5B%22file%3A[^()]+\)\n\n\*\*Dangerous\.\*\* /,
    );
    assert.match(value ?? '', /\| With \| `curl example\.invalid` \|/);
    assert.match(value ?? '', /Nothing was run\.$/);
    assert.equal(await hover(2), undefined);
  });

  it('offer a look into the file that a line loads', async () => {
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: client.uri('app.py') },
      range: { start: { line: 1, character: 14 }, end: { line: 1, character: 14 } },
      context: { diagnostics: [] },
    });
    assert.deepEqual(actions.find(({ title }) => title === 'Inspect a.pkl')?.command?.arguments, [client.uri('a.pkl')]);
  });

  it('inspect a file on request, and say so where it cannot be read', async () => {
    const inspect = (uri: string): Promise<{ markdown: string }> =>
      client.connection.sendRequest('weighbridge/inspect', { uri });
    assert.match((await inspect(client.uri('a.pkl'))).markdown, /^# a\\\.pkl\n\n\*\*Dangerous\.\*\* /);
    assert.match((await inspect(client.uri('gone.pkl'))).markdown, /could not be read to its end \(not-found\)/);
    await assert.rejects(inspect('https://example.org/a.pkl'), /parameters/);
  });
});

describe('the language server and broken weight files', () => {
  const broken: readonly (readonly [name: string, content: string])[] = [
    ['cut.safetensors', '\x20\0\0\0\0\0\0\0{"a": '],
    ['cut.gguf', 'GGUF\x03\0\0\0'],
    ['cut.onnx', '\x08\x07:\x02\x12\0'],
    ['cut.h5', '\x89HDF\r\n\x1a\n\0'],
  ];
  const loader = [
    'import keras, onnx',
    'from llama_cpp import Llama',
    'from safetensors.torch import load_file',
    'load_file("cut.safetensors")',
    'Llama(model_path="cut.gguf")',
    'onnx.load("cut.onnx")',
    'keras.models.load_model("cut.h5")\n',
  ].join('\n');
  const newer = '{"a":{"dtype":"F128","shape":[1],"data_offsets":[0,1]}}';
  let client: TestClient;
  before(async () => {
    const files = broken.map(([name, content]) => [name, Buffer.from(content, 'latin1')] as const);
    client = await startClient({
      ...Object.fromEntries(files),
      'new.safetensors': `${String.fromCharCode(newer.length)}\0\0\0\0\0\0\0${newer}\0`,
      'app.py': loader,
    });
    await client.connection.sendRequest('weighbridge/check', {});
  });
  after(() => client.stop());

  const shownAt = async (file: string, count: number): Promise<readonly (readonly unknown[])[]> => {
    const { diagnostics } = await client.diagnostics(file, (published) => published.diagnostics.length >= count);
    return diagnostics
      .filter(({ code }) => code !== 'weights/unsigned')
      .map(({ code, range }) => [code, range.start.line]);
  };

  for (const [index, [name]] of broken.entries())
    it(`say once at the top of ${name} that it is broken, and once where it is loaded`, async () => {
      assert.deepEqual(await shownAt(name, 1), [['weights/malformed', 0]]);
      const atLoader = (await shownAt('app.py', broken.length)).filter(([, line]) => line === 3 + index);
      assert.deepEqual(atLoader, [['weights/malformed', 3 + index]]);
    });

  it('say of a type of tensors that is not known that the file could not be judged', async () => {
    assert.deepEqual(await shownAt('new.safetensors', 1), [['weights/unknown', 0]]);
  });
});

describe('the progress of weighing', () => {
  interface Bar {
    readonly said: string[];
    readonly cancel: () => void;
  }
  const barOf = (): Bar & { readonly create: ConstructorParameters<typeof WeighingProgress>[0] } => {
    const said: string[] = [];
    let cancelled: () => void = () => undefined;
    const bar = {
      begin: (title: string, _: number, message: string) => void said.push(`${title}: ${message}`),
      report: (_: number, message: string) => void said.push(message),
      done: () => void said.push('done'),
      token: { onCancellationRequested: (heard: () => void) => void (cancelled = heard) },
    };
    return { said, cancel: () => cancelled(), create: () => Promise.resolve(bar as never) };
  };

  it('shows nothing where it is over at once', () => {
    const { create, said } = barOf();
    const progress = new WeighingProgress(create, () => undefined);
    progress.tell(0, 2);
    progress.end();
    assert.deepEqual(said, []);
  });

  it('shows how far it is where it takes long, and can be stopped', async () => {
    const { create, said, cancel } = barOf();
    let stops = 0;
    const progress = new WeighingProgress(create, () => stops++, 0);
    progress.tell(0, 2);
    while (said.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    progress.tell(1, 2);
    progress.hear('/p/a\u202eb.pt', 12_300_000);
    cancel();
    progress.end();
    progress.hear('/p/late.pt', 1);
    const read = '1 of 2 (a\\u{202e}b.pt: 12.3 MB so far)';
    assert.deepEqual(said, ['Weighbridge: reading weight files: 0 of 2', '1 of 2', read, 'done']);
    assert.equal(stops, 1);
  });
});
