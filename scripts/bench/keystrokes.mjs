import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import protocol from 'vscode-languageserver/node';
import { requirements } from './tree.mjs';

/** Types into a requirements file, one edit after the answer to the one before. Times in milliseconds, as an editor would see them. */
export async function measureKeystrokes(server, folder, { lines, edits }) {
  mkdirSync(folder, { recursive: true });
  const text = `# A comment to hover over.\n${requirements(lines - 1)}`;
  const file = path.join(folder, 'requirements.txt');
  writeFileSync(file, text);

  const child = spawn(process.execPath, [server, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const connection = protocol.createProtocolConnection(
    new protocol.StreamMessageReader(child.stdout),
    new protocol.StreamMessageWriter(child.stdin),
  );
  try {
    return { lines, edits, ...(await type(connection, folder, pathToFileURL(file).href, text, edits)) };
  } finally {
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    await ended;
    connection.dispose();
  }
}

async function type(connection, folder, uri, text, edits) {
  const published = versions(connection, uri);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    capabilities: {},
    rootUri: pathToFileURL(folder).href,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'bench' }],
  });
  await connection.sendNotification('initialized', {});
  const opened = published.next(1);
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'pip-requirements', version: 1, text },
  });
  await opened;

  const keystrokes = [];
  const hovers = [];
  for (let edit = 0; edit < edits; edit++) {
    const version = edit + 2;
    keystrokes.push(await timed(() => keystroke(connection, published, uri, version, lineOf(edit, text))));
    hovers.push(await timed(() => hover(connection, uri)));
  }
  return { keystroke: percentiles(keystrokes), hover: percentiles(hovers) };
}

/** Types one digit at the end of a package's name, and waits for the diagnostics of just this version. */
async function keystroke(connection, published, uri, version, line) {
  const shown = published.next(version);
  const at = { line, character: 'package-1'.length };
  await connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version },
    contentChanges: [{ range: { start: at, end: at }, text: '7' }],
  });
  await shown;
}

function hover(connection, uri) {
  return connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 0 } });
}

/** Lets one wait for the diagnostics of a version of a document. */
function versions(connection, uri) {
  let waiting;
  connection.onNotification('textDocument/publishDiagnostics', (shown) => {
    if (shown.uri === uri && shown.version === waiting?.version) waiting.resolve();
  });
  return { next: (version) => new Promise((resolve) => void (waiting = { version, resolve })) };
}

/** Edits are spread over the file, not at its top. */
function lineOf(edit, text) {
  const count = text.split('\n').length - 2;
  return 1 + ((edit * 37) % count);
}

async function timed(act) {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

function percentiles(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
  return { p50: at(0.5), p95: at(0.95) };
}
