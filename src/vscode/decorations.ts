import * as vscode from 'vscode';
import type { ViewCounts, ViewSeverity } from '../panel/messages';
import { countWords, severities } from '../panel/summary';

/** Of our own, so that no other extension decorates our rows and we decorate no one else's. */
const scheme = 'weighbridge-component';

/** Can be read without color. Info stays in the color of the text: it is safe to leave. */
const letters: Readonly<Record<ViewSeverity, { readonly badge: string; readonly color?: string }>> = {
  error: { badge: 'E', color: 'list.errorForeground' },
  warning: { badge: 'W', color: 'list.warningForeground' },
  info: { badge: 'I' },
};

/** The address of a row: it carries all that its decoration needs. */
export function decorationUri(id: string, severity: ViewSeverity, counts: ViewCounts): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${id}`, query: severity, fragment: countWords(counts) });
}

/** The letters at the right of the rows of the tree. */
export function registerDecorations(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: (uri) => {
      const severity = severities.find((candidate) => candidate === uri.query);
      if (uri.scheme !== scheme || severity === undefined) return undefined;
      const { badge, color } = letters[severity];
      return new vscode.FileDecoration(
        badge,
        uri.fragment,
        color === undefined ? undefined : new vscode.ThemeColor(color),
      );
    },
  });
}
