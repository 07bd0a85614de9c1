import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CodeAction, CompletionItem, Hover, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol/node';
import { startClient } from './client';
import type { TestClient } from './client';
import type { ExplainPathResult } from '../../src/lsp/protocol';
import type { Overview } from '../../src/panel/messages';

describe('The language server', () => {
  let client: TestClient;
  afterEach(() => client.stop());

  it('publishes what it finds in files nobody has opened, with rule, page, severity and exact range', async () => {
    client = await startClient({ 'requirements.txt': 'numpy==1.26.4\ntransformers>=9.40  # newest\n' });
    const { diagnostics } = await client.diagnostics('requirements.txt');
    assert.equal(diagnostics.length, 1);
    const [found] = diagnostics;
    assert.equal(found!.source, 'weighbridge');
    assert.equal(found!.code, 'dependency/unpinned');
    assert.deepEqual(found!.range, { start: { line: 1, character: 0 }, end: { line: 1, character: 18 } });
    assert.match(readFileSync(fileURLToPath(found!.codeDescription!.href), 'utf8'), /dependency\/unpinned/);
  });

  it('follows the editor: a keystroke is judged in its own version, an emptied file is cleared', async () => {
    client = await startClient({});
    await client.open('requirements.txt', 'torch\n');
    assert.equal((await client.diagnostics('requirements.txt', ({ version }) => version === 1)).diagnostics.length, 1);
    await client.change('requirements.txt', 2, 'torch==9.0.0\n');
    assert.deepEqual((await client.diagnostics('requirements.txt', ({ version }) => version === 2)).diagnostics, []);
  });

  it('checks single files where no folder is open', async () => {
    client = await startClient({}, { withoutFolder: true });
    await client.open('app.py', 'from transformers import AutoModel\nAutoModel.from_pretrained("acme/chat")\n');
    const { diagnostics } = await client.diagnostics('app.py', (published) => published.diagnostics.length > 0);
    assert.equal(diagnostics[0]!.code, 'model/unpinned-revision');
  });

  it('shows a file of the disk again once the editor has closed it', async () => {
    client = await startClient({ 'requirements.txt': 'torch\n' });
    await client.open('requirements.txt', 'torch==9.0.0\n');
    await client.diagnostics(
      'requirements.txt',
      ({ version, diagnostics }) => version === 1 && diagnostics.length === 0,
    );
    await client.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: client.uri('requirements.txt') },
    });
    await client.diagnostics(
      'requirements.txt',
      ({ version, diagnostics }) => version === undefined && diagnostics.length === 1,
    );
  });

  it('clears what it said about a file that is deleted', async () => {
    client = await startClient({ 'requirements.txt': 'torch\n' });
    await client.diagnostics('requirements.txt', ({ diagnostics }) => diagnostics.length === 1);
    rmSync(path.join(client.folder, 'requirements.txt'));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: client.uri('requirements.txt'), type: 3 }],
    });
    await client.diagnostics('requirements.txt', ({ diagnostics }) => diagnostics.length === 0);
  });

  it('judges other files again when the typing stops: a constraint settles what a requirement leaves open', async () => {
    client = await startClient({ 'requirements.txt': '-c constraints.txt\ntorch\n', 'constraints.txt': '' });
    await client.diagnostics('requirements.txt', ({ diagnostics }) => diagnostics.length === 1);
    await client.open('constraints.txt', 'torch==9.0.0\n');
    await client.diagnostics('requirements.txt', ({ diagnostics }) => diagnostics.length === 0);
  });
});

describe('Code actions', () => {
  const pinned = {
    'requirements.txt': 'torch\nnumpy>=9\n',
    '.venv/lib/python3.12/site-packages/torch-9.0.0.dist-info/METADATA': 'Name: torch\nVersion: 9.0.0\n',
    '.venv/lib/python3.12/site-packages/numpy-9.1.0.dist-info/METADATA': 'Name: numpy\nVersion: 9.1.0\n',
  };
  let client: TestClient;
  afterEach(() => client.stop());

  async function actionsAt(line: number, only?: string[]): Promise<CodeAction[]> {
    const { diagnostics } = await client.diagnostics(
      'requirements.txt',
      (published) => published.diagnostics.length > 0,
    );
    const range = { start: { line, character: 0 }, end: { line, character: 0 } };
    return client.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: client.uri('requirements.txt') },
      range,
      context: { diagnostics, ...(only && { only }) },
    });
  }

  it('offer the fix, the same for the whole rule, and ways to live with it', async () => {
    client = await startClient(pinned, { commands: true });
    const actions = await actionsAt(0);
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        'Pin torch to 9.0.0 (.venv)',
        'Fix all 2 findings of dependency/unpinned in this file',
        'Ignore dependency/unpinned here, with a reason…',
        'Explain dependency/unpinned',
      ],
    );
    assert.equal(actions[0]!.isPreferred, true);
    assert.equal(actions[0]!.diagnostics!.length, 1);
    assert.deepEqual(editsOf(actions[0]!), [{ range: range(0, 5, 5), newText: '==9.0.0' }]);
  });

  it('give all safe fixes at once to source.fixAll.weighbridge', async () => {
    client = await startClient(pinned, { commands: true });
    const [all, ...others] = await actionsAt(0, ['source.fixAll.weighbridge']);
    assert.deepEqual(others, []);
    assert.deepEqual(editsOf(all!), [
      { range: range(0, 5, 5), newText: '==9.0.0' },
      { range: range(1, 5, 8), newText: '==9.1.0' },
    ]);
  });

  it('let a plain client write the comment itself', async () => {
    client = await startClient({ 'requirements.txt': 'torch\n' });
    const [ignore, ...others] = await actionsAt(0);
    assert.deepEqual(others, []);
    assert.deepEqual(editsOf(ignore!), [
      { range: range(0, 5, 5), newText: '  # weighbridge: ignore dependency/unpinned -- ' },
    ]);
  });

  function editsOf({ edit }: CodeAction): TextEdit[] {
    return edit!.changes![client.uri('requirements.txt')]!;
  }

  function range(line: number, start: number, end: number): TextEdit['range'] {
    return { start: { line, character: start }, end: { line, character: end } };
  }
});

describe('Custom requests', () => {
  let client: TestClient;
  afterEach(() => client.stop());

  it('give the overview that all views are drawn from', async () => {
    client = await startClient({
      'requirements.txt': 'torch\nnumpy==1.26.4\n',
      'src/app.py': 'from datasets import load_dataset\nload_dataset("acme/faq")\n',
    });
    const overview = await client.connection.sendRequest<Overview>('weighbridge/check', {});
    assert.equal(overview.state, 'ready');
    assert.deepEqual(
      overview.components.map(({ id }) => id),
      ['pkg:pypi/numpy@1.26.4', 'pkg:pypi/torch', 'pkg:huggingface/datasets/acme/faq'],
    );
    assert.equal(overview.counts.components, 3);
    assert.equal(overview.components[1]!.findings[0]!.rule, 'dependency/unpinned');
    assert.equal(overview.components[1]!.places[0]!.label, 'requirements.txt:1');
  });

  it('give the MBOM, the same bytes each time', async () => {
    client = await startClient({ 'requirements.txt': 'torch==9.0.0\n' });
    await client.connection.sendRequest('weighbridge/check', {});
    const first = await client.connection.sendRequest<{ text: string }>('weighbridge/mbom', { format: 'cyclonedx' });
    const second = await client.connection.sendRequest<{ text: string }>('weighbridge/mbom', { format: 'cyclonedx' });
    assert.equal(first.text, second.text);
    assert.match(first.text, /"purl": "pkg:pypi\/torch@9.0.0"/);
  });

  it('silence a finding in a card through the policy file, and keep what stands in it', async () => {
    client = await startClient({
      'model/README.md': '---\npipeline_tag: text-generation\n---\n',
      'weighbridge.yaml': '# ours\nnetwork: off\n',
    });
    await client.diagnostics('model/README.md');
    const { edit } = await client.connection.sendRequest<{ edit: WorkspaceEdit }>('weighbridge/suppress', {
      uri: client.uri('model/README.md'),
      rule: 'license/missing',
      line: 1,
      reason: 'internal: never shared',
    });
    const [change] = edit.documentChanges as { edits: TextEdit[] }[];
    assert.equal(
      change!.edits[0]!.newText,
      '# ours\nnetwork: off\nignore:\n  - rule: license/missing\n    path: model/README.md\n    reason: "internal: never shared"\n',
    );
    writeFileSync(path.join(client.folder, 'weighbridge.yaml'), change!.edits[0]!.newText);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: client.uri('weighbridge.yaml'), type: 2 }],
    });
    await client.diagnostics('model/README.md', ({ diagnostics }) => diagnostics.length === 0);
  });

  it('refuse parameters of another form', async () => {
    client = await startClient({});
    await assert.rejects(client.connection.sendRequest('weighbridge/suppress', { uri: 1 }), /do not have the form/);
    await assert.rejects(client.connection.sendRequest('weighbridge/rulePage', null), /do not have the form/);
  });

  it('hover tells what a name stands for', async () => {
    client = await startClient({ 'requirements.txt': 'transformers>=9.40\n' });
    await client.connection.sendRequest('weighbridge/check', {});
    const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri: client.uri('requirements.txt') },
      position: { line: 0, character: 3 },
    });
    assert.match(
      (hover.contents as { value: string }).value,
      /^\*\*transformers\*\* · package\n\n\| \| \|\n\|---\|---\|\n\| Version \| any that fits `>=9.40` \|/,
    );
  });

  it('hover, path and completion tell of a package that another one brings in', async () => {
    const lock = [
      ...['version = 1', '[[package]]', 'name = "app"', 'version = "1"', 'source = { virtual = "." }'],
      ...['dependencies = [{ name = "requests" }]', '[[package]]', 'name = "requests"', 'version = "2.31.0"'],
      ...['source = { registry = "https://pypi.org/simple" }', 'dependencies = [{ name = "urllib3" }]'],
      ...['[[package]]', 'name = "urllib3"', 'version = "1.26.4"', 'source = { registry = "https://pypi.org/simple" }'],
    ];
    client = await startClient({
      'pyproject.toml': '[project]\nname = "app"\nversion = "1"\ndependencies = ["requests"]\n',
      'uv.lock': `${lock.join('\n')}\n`,
      'requirements.txt': 'urllib3==1.26.4\n',
    });
    await client.connection.sendRequest('weighbridge/check', {});
    const ask = <T>(method: string, file: string, line: number, character: number): Promise<T> =>
      client.connection.sendRequest(method, { textDocument: { uri: client.uri(file) }, position: { line, character } });

    const hover = await ask<Hover>('textDocument/hover', 'uv.lock', lock.indexOf('name = "urllib3"'), 10);
    assert.match((hover.contents as { value: string }).value, /\| Security problem \| Rated \| Fixed in \|/);
    const onVersion = await ask<Hover>('textDocument/hover', 'uv.lock', lock.indexOf('version = "1.26.4"'), 13);
    assert.deepEqual(onVersion.contents, hover.contents);
    assert.deepEqual(onVersion.range?.start, { line: lock.indexOf('version = "1.26.4"'), character: 11 });
    const { paths } = await client.connection.sendRequest<ExplainPathResult>('weighbridge/explainPath', {
      id: 'pkg:pypi/urllib3@1.26.4',
    });
    assert.deepEqual(
      paths.map((path) => path.map(({ name, version = '' }) => `${name} ${version}`.trim())),
      [['urllib3 1.26.4'], ['requests 2.31.0', 'urllib3 1.26.4']],
    );
    const [first] = await ask<CompletionItem[]>('textDocument/completion', 'requirements.txt', 0, 12);
    assert.equal(first?.detail, 'next version without known problems');
    await assert.rejects(client.connection.sendRequest('weighbridge/explainPath', {}), /do not have the form/);
  });
});
