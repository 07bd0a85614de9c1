import * as vscode from 'vscode';
import type { FileEvent, LanguageClient, WorkspaceEdit as LspWorkspaceEdit } from 'vscode-languageclient/node';
import { commands, type InitializationOptions, overviewChangedMethod } from '../lsp/protocol';
import { documentSelector, watchedPatterns } from './patterns';

/** `off` where the user switched it off; `failed` where it does not come up any more by itself. */
export type ServerState = 'off' | 'starting' | 'running' | 'failed';

/** The language server as this door knows it: it can be started, asked, and watched. */
export class Server implements vscode.Disposable {
  readonly #onDidChangeState = new vscode.EventEmitter<ServerState>();
  readonly #onDidChangeOverview = new vscode.EventEmitter<void>();
  readonly onDidChangeState = this.#onDidChangeState.event;
  /** The server has something new to show. */
  readonly onDidChangeOverview = this.#onDidChangeOverview.event;
  #client: LanguageClient | undefined;
  #state: ServerState = 'off';
  /** Starts and stops wait for one another. */
  #turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  get state(): ServerState {
    return this.#state;
  }

  /** Settles when the server runs, or has failed to: then its state says so. */
  start(): Promise<void> {
    return this.#next(async () => {
      if (this.#client !== undefined) return;
      this.#set('starting');
      try {
        this.#client = await this.#connect();
        await this.#client.start();
      } catch (error) {
        this.log.error(`The language server could not be started: ${String(error)}`);
        this.#set('failed'); // the client goes on trying for a while, and tells if it succeeds
      }
    });
  }

  stop(): Promise<void> {
    return this.#next(async () => {
      const client = this.#client;
      this.#client = undefined;
      this.#set('off');
      await client
        ?.dispose()
        .catch((error: unknown) => this.log.warn(`The server did not end cleanly: ${String(error)}`));
    });
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Sends a request; rejects where no server runs or it answers with an error. */
  async request<Result>(method: string, parameters?: unknown, token?: vscode.CancellationToken): Promise<Result> {
    await this.#turn;
    if (this.#client === undefined) throw new Error('Weighbridge is not running');
    return token === undefined // given as undefined it would be sent as a second parameter
      ? this.#client.sendRequest<Result>(method, parameters)
      : this.#client.sendRequest<Result>(method, parameters, token);
  }

  /** Hears what the server that runs now tells by itself. */
  onNotification<Parameters>(method: string, listener: (parameters: Parameters) => void): vscode.Disposable {
    return this.#client?.onNotification(method, listener) ?? new vscode.Disposable(() => undefined);
  }

  /** Reports files that have come into the workspace. */
  async reportNew(files: readonly vscode.Uri[]): Promise<void> {
    const { DidChangeWatchedFilesNotification, FileChangeType } = await import('vscode-languageclient/node');
    const changes = files.map((uri): FileEvent => ({ uri: uri.toString(), type: FileChangeType.Created }));
    await this.#client?.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
  }

  /** Turns an LSP `WorkspaceEdit` into one of the editor. */
  async workspaceEdit(edit: unknown): Promise<vscode.WorkspaceEdit> {
    const made = await this.#client?.protocol2CodeConverter.asWorkspaceEdit(edit as LspWorkspaceEdit);
    return made ?? new vscode.WorkspaceEdit();
  }

  dispose(): void {
    void this.stop();
    this.#onDidChangeState.dispose();
    this.#onDidChangeOverview.dispose();
  }

  /** The client is loaded only here, after activation. */
  async #connect(): Promise<LanguageClient> {
    const { LanguageClient, RevealOutputChannelOn, State, TransportKind } = await import('vscode-languageclient/node');
    const initializationOptions: InitializationOptions = {
      ...{ commands: true, trusted: vscode.workspace.isTrusted },
      ...proxySettings(),
    };
    const client = new LanguageClient(
      'weighbridge-server', // not `weighbridge`: a `trace.server` setting of that name could put file contents into the log
      'Weighbridge',
      {
        module: vscode.Uri.joinPath(this.extensionUri, 'dist', 'cli.js').fsPath,
        args: ['lsp'], // the client adds --node-ipc
        transport: TransportKind.ipc,
      },
      {
        documentSelector: [...documentSelector],
        diagnosticCollectionName: 'weighbridge',
        initializationOptions,
        markdown: { isTrusted: { enabledCommands: [commands.inspect] }, supportHtml: false },
        outputChannel: this.log,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        synchronize: { fileEvents: watchers() },
      },
    );
    client.onNotification(overviewChangedMethod, () => this.#onDidChangeOverview.fire());
    client.onDidChangeState(({ newState }) => {
      if (client !== this.#client) return;
      if (newState === State.Running) this.#set('running');
      else this.#set(newState === State.Starting ? 'starting' : 'failed');
    });
    return client;
  }

  #next(act: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(act);
    return this.#turn;
  }

  #set(state: ServerState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#onDidChangeState.fire(state);
  }
}

/** The server runs in a process of its own, which the editor does not give its proxy by itself. Certificates are verified whatever the settings say. */
function proxySettings(): Pick<InitializationOptions, 'proxy' | 'noProxy'> {
  const settings = vscode.workspace.getConfiguration('http');
  if (settings.get('proxySupport') === 'off') return {};
  return { proxy: settings.get('proxy', ''), noProxy: settings.get('noProxy', []) };
}

/** A deleted folder is reported by its own name only, so deletions of anything are passed on. */
function watchers(): vscode.FileSystemWatcher[] {
  const { createFileSystemWatcher } = vscode.workspace;
  return [
    ...watchedPatterns.map((pattern) => createFileSystemWatcher(pattern, false, false, true)),
    createFileSystemWatcher('**/*', true, true, false),
  ];
}
