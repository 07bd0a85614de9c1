import path, { posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CodeActionKind,
  createConnection,
  DidChangeWatchedFilesNotification,
  ProposedFeatures,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import type { CancellationToken, Connection, InitializeParams, InitializeResult } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { enginePath, nodeHost } from '../host/node';
import { Pool } from '../pool/pool';
import { pooledWeights } from '../pool/weight-files';
import { isPolicyFile } from '../project/policy';
import { pagePath, withoutMarks } from '../rules/page';
import { tool } from '../tool';
import { codeActions, fixAllKind } from './code-actions';
import { policyCompletions } from './completion';
import { explainPath } from './explain-path';
import { hoverAt } from './hover';
import { explainPathParams, initializationOptions, rulePageParams, suppressParams, inspectParams } from './messages';
import { inspected } from './inspect';
import { mbomText } from './mbom';
import * as protocol from './protocol';
import { suppression } from './suppression';
import { pathOf } from './uri';
import { versionCompletions } from './version-completion';
import { WeighingProgress } from './weighing-progress';
import { Workspace } from './workspace';

const maxPageSize = 1 << 20;
const installation = path.join(__dirname, '..');

/** The language server. Speaks over stdio, or over Node's own channel when a Node client started it. */
export function serve(words: readonly string[]): void {
  const connection = words.includes('--node-ipc')
    ? createConnection(ProposedFeatures.all)
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  let options: protocol.InitializationOptions = {};
  const host = nodeHost(
    {
      info: (message) => connection.console.info(message),
      warn: (message) => connection.console.warn(message),
    },
    () => options,
  );
  const pool = new Pool();
  const documents = new TextDocuments(TextDocument);
  const readWeights = (roots: readonly string[]) =>
    pooledWeights(host, pool, roots, (path, bytes) => weighing?.hear(path, bytes));
  const workspace = new Workspace(host, readWeights, documents, {
    publish: (parameters) => void connection.sendDiagnostics(parameters),
    overviewChanged: () => void connection.sendNotification(protocol.overviewChangedMethod),
    pageOf,
    weighed: (done, total) => (done < total ? weighing?.tell(done, total) : weighing?.end()),
  });
  let weighing: WeighingProgress | undefined;
  let client: InitializeParams;
  let opened: Promise<void> = Promise.resolve();

  connection.onInitialize((parameters): InitializeResult => {
    client = parameters;
    options = initializationOptions(parameters.initializationOptions);
    return {
      serverInfo: tool,
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
        hoverProvider: true,
        completionProvider: { triggerCharacters: [':', ' ', '=', '>', '~'] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    if (client.capabilities.window?.workDoneProgress)
      weighing = new WeighingProgress(
        () => connection.window.createWorkDoneProgress(),
        () => workspace.session.stop(),
      );
    opened = open();
    if (client.capabilities.workspace?.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(() => (opened = open()));
    if (client.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration && !options.commands) {
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] });
    }
  });

  documents.onDidChangeContent(({ document }) => workspace.change(document));
  documents.onDidClose(({ document }) => void workspace.close(document.uri));
  connection.onDidChangeWatchedFiles(({ changes }) => void workspace.refresh(changes.map(({ uri }) => uri)));

  connection.onCodeAction(({ textDocument, range, context }) =>
    codeActions(workspace.session, {
      path: pathOf(textDocument.uri),
      range,
      diagnostics: context.diagnostics,
      only: context.only,
      hasCommands: options.commands === true,
    }),
  );
  connection.onHover(({ textDocument, position }) =>
    hoverAt(workspace.session, pathOf(textDocument.uri), position, options.commands === true),
  );
  connection.onCompletion(({ textDocument, position }) => {
    if (!isPolicyFile(posix.basename(textDocument.uri)))
      return versionCompletions(workspace.session, pathOf(textDocument.uri), position);
    return policyCompletions(documents.get(textDocument.uri)?.getText() ?? '', position);
  });

  connection.onRequest(protocol.overviewMethod, () => workspace.overview);
  connection.onRequest(protocol.checkMethod, async () => {
    await opened;
    return workspace.check();
  });
  connection.onRequest(
    protocol.updateMethod,
    async (_: unknown, token?: CancellationToken): Promise<protocol.UpdateResult> => {
      await opened;
      const cancel = new AbortController();
      token?.onCancellationRequested(() => cancel.abort());
      return workspace.update(
        cancel.signal,
        (progress) => void connection.sendNotification(protocol.updateProgressMethod, progress),
      );
    },
  );
  connection.onRequest(protocol.mbomMethod, (): protocol.MbomResult => mbomText(workspace.session, workspace.name));
  connection.onRequest(protocol.explainPathMethod, (given: unknown): protocol.ExplainPathResult => {
    return explainPath(workspace.session, explainPathParams(given).id);
  });
  connection.onRequest(protocol.suppressMethod, async (given: unknown): Promise<protocol.SuppressResult> => {
    const { uri, rule, line, reason } = suppressParams(given);
    return {
      edit:
        suppression(workspace.session, pathOf(uri), line, rule, reason, await workspace.policyText(pathOf(uri))) ??
        null,
    };
  });
  connection.onRequest(protocol.rulePageMethod, async (given: unknown): Promise<protocol.RulePageResult> => {
    const page = pagePath(rulePageParams(given).rule);
    const bytes =
      page === undefined
        ? undefined
        : await host.files.read(enginePath(path.join(installation, page)), maxPageSize).catch(() => undefined);
    return { markdown: bytes ? withoutMarks(new TextDecoder().decode(bytes)) : 'This rule has no page here.' };
  });

  connection.onRequest(
    protocol.inspectMethod,
    (given: unknown, token: CancellationToken): Promise<protocol.InspectResult> => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      return inspected(pool, pathOf(inspectParams(given).uri), stop.signal);
    },
  );

  documents.listen(connection);
  connection.listen();

  async function open(): Promise<void> {
    const folders = (await foldersOf(connection, client)).map(pathOf).filter((folder) => !folder.includes('://'));
    await workspace.open(folders, {
      trusted: options.trusted !== false,
      exclude: await excludedGlobs(connection, client),
    });
  }
}

function pageOf(rule: string): string | undefined {
  const page = pagePath(rule);
  return page && pathToFileURL(path.join(installation, page)).href;
}

async function foldersOf(
  connection: Connection,
  { capabilities, workspaceFolders, rootUri }: InitializeParams,
): Promise<readonly string[]> {
  const now = capabilities.workspace?.workspaceFolders
    ? await connection.workspace.getWorkspaceFolders()
    : workspaceFolders;

  return now?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
}

/** What the editor itself leaves out: the globs of `files.exclude` that are switched on. */
async function excludedGlobs(connection: Connection, { capabilities }: InitializeParams): Promise<readonly string[]> {
  if (!capabilities.workspace?.configuration) return [];
  const globs: unknown = await connection.workspace.getConfiguration('files.exclude').catch(() => undefined);
  if (typeof globs !== 'object' || globs === null) return [];
  return Object.entries(globs).flatMap(([glob, isOn]) => (isOn === true ? [glob, `${glob}/**`] : []));
}
