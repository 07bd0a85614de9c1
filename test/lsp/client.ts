import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createProtocolConnection } from 'vscode-languageserver-protocol/node';
import type {
  InitializeResult,
  PublishDiagnosticsParams,
  ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import type { InitializationOptions } from '../../src/lsp/protocol';

/** A language client on the built server, in a folder of its own. */
export interface TestClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly folder: string;
  uri(name: string): string;
  open(name: string, text: string): Promise<void>;
  change(name: string, version: number, text: string): Promise<void>;
  /** The next diagnostics of a file that fit; those already there count. */
  diagnostics(name: string, fits?: (published: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams>;
  stop(): void;
}

/** Starts the server on a new folder with these files; `withoutFolder` opens none. */
export async function startClient(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: InitializationOptions & { readonly withoutFolder?: boolean } = {},
): Promise<TestClient> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'weighbridge-lsp-')));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  const caches = path.join(folder, '.caches');
  const environment = { ...process.env, HF_HUB_CACHE: caches, XDG_CACHE_HOME: caches, LOCALAPPDATA: caches };
  const server = spawn(process.execPath, ['dist/cli.js', 'lsp', '--stdio'], {
    env: environment,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createProtocolConnection(server.stdout, server.stdin);
  const published = new Map<string, PublishDiagnosticsParams>();
  const waiting = new Set<() => void>();
  connection.onNotification('textDocument/publishDiagnostics', (given: PublishDiagnosticsParams) => {
    published.set(given.uri, given);
    for (const look of waiting) look();
  });
  connection.listen();
  const uri = (name: string): string => pathToFileURL(path.join(folder, name)).href;
  const { withoutFolder, ...initializationOptions } = options;
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: withoutFolder ? null : [{ uri: pathToFileURL(folder).href, name: 'sample' }],
    capabilities: {},
    initializationOptions,
  });
  await connection.sendNotification('initialized', {});

  return {
    connection,
    initialized,
    folder,
    uri,
    open: (name, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uri(name), languageId: 'x', version: 1, text },
      }),
    change: (name, version, text) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: uri(name), version },
        contentChanges: [{ text }],
      }),
    diagnostics(name, fits = () => true) {
      return new Promise((done) => {
        const look = (): void => {
          const found = published.get(uri(name));
          if (!found || !fits(found)) return;
          waiting.delete(look);
          done(found);
        };
        waiting.add(look);
        look();
      });
    },
    stop() {
      connection.dispose();
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
