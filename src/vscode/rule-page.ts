import * as vscode from 'vscode';
import { commands, rulePageMethod, type RulePageParams, type RulePageResult } from '../lsp/protocol';
import type { Server } from './server';

const scheme = 'weighbridge-rule';

/** Shows the page of a rule as a Markdown preview, from a document that stands in no file. */
export function registerRulePage(server: Server): vscode.Disposable {
  const pages: vscode.TextDocumentContentProvider = {
    provideTextDocumentContent: async (uri) => {
      const parameters: RulePageParams = { rule: uri.path.slice(1).replace(/\.md$/, '') };
      return (await server.request<RulePageResult>(rulePageMethod, parameters)).markdown;
    },
  };
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, pages),
    vscode.commands.registerCommand(commands.explain, async (rule: unknown) => {
      if (typeof rule !== 'string' || !/^[a-z0-9/-]{1,100}$/.test(rule)) return;
      await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.from({ scheme, path: `/${rule}.md` }));
    }),
  );
}
