import * as vscode from 'vscode';
import { countWords, plural } from '../panel/summary';
import { statusText } from './status-text';
import type { Store } from './store';

/** Errors and warnings in the status bar; hidden while there is nothing to say. */
export function registerStatusBar(store: Store): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('weighbridge.status', vscode.StatusBarAlignment.Left, 10);
  item.name = 'Weighbridge';
  item.command = 'weighbridge.showPanel';
  const show = (): void => {
    const { overview } = store;
    const text = overview && statusText(overview);
    if (overview === undefined || text === undefined) return item.hide();
    const words = countWords(overview.counts) || 'no findings';
    item.text = text;
    item.tooltip = `Weighbridge: ${words} in ${plural(overview.counts.components, 'component')}. Click to show the MBOM panel.`;
    item.accessibilityInformation = { label: `Weighbridge: ${words}`, role: 'button' };
    item.show();
  };
  return vscode.Disposable.from(item, store.onDidChange(show));
}
