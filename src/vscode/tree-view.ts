import * as vscode from 'vscode';
import type { ViewFinding } from '../panel/messages';
import { plural } from '../panel/summary';
import { registerDecorations } from './decorations';
import { applyFix } from './fix';
import type { TreeNode } from './nodes';
import { readPanelMessage } from './panel-inbox';
import { openPlace } from './places';
import { isFirstCheck } from './status-text';
import type { Store } from './store';
import { ComponentTree } from './tree';
import { askFilter } from './tree-filter-pick';
import { filterWords, isFiltered, type TreeFilter } from './tree-filter';

export const treeId = 'weighbridge.components';

/** The component tree with its badge, its filter and the actions of its rows. */
export function registerTree(store: Store): vscode.Disposable {
  const tree = new ComponentTree(store);
  const view = vscode.window.createTreeView(treeId, { treeDataProvider: tree, showCollapseAll: true });
  const setFilter = (filter: TreeFilter): void => {
    tree.filter = filter;
    view.message = isFiltered(filter) ? `Shown: ${filterWords(filter)}` : '';
    void vscode.commands.executeCommand('setContext', 'weighbridge.filtered', isFiltered(filter));
  };
  const showBadge = (): void => {
    const { overview } = store;
    const errors = overview && !isFirstCheck(overview) ? overview.counts.error : 0;
    view.badge = errors === 0 ? undefined : { value: errors, tooltip: plural(errors, 'error') };
  };
  return vscode.Disposable.from(
    view,
    registerDecorations(),
    store.onDidChange(showBadge),
    view.onDidChangeVisibility(({ visible }) => store.setShown(treeId, visible)),
    vscode.commands.registerCommand('weighbridge.filter', async () => {
      const filter = await askFilter(tree.filter);
      if (filter !== undefined) setFilter(filter);
    }),
    vscode.commands.registerCommand('weighbridge.clearFilter', () => setFilter({})),
    vscode.commands.registerCommand('weighbridge.openDeclaration', (node: TreeNode) => openNode(node)),
    vscode.commands.registerCommand('weighbridge.applyFix', (target: unknown) => fix(target, store)),
  );
}

async function openNode(node: TreeNode): Promise<void> {
  if (node.type === 'finding') return openPlace(node.finding.place);
  const place = node.type === 'component' ? node.component.places[0] : undefined;
  if (place !== undefined) await openPlace(place);
}

/** From a row: its gravest finding that can be fixed. From a tooltip: the finding that it names, if that is still there. */
async function fix(target: unknown, store: Store): Promise<boolean> {
  const finding = findingOf(target as TreeNode) ?? knownFinding(target, store);
  return finding !== undefined && applyFix(finding);
}

function findingOf(node: TreeNode): ViewFinding | undefined {
  if (node.type === 'finding') return node.finding;
  return node.type === 'component' ? node.component.findings.find((finding) => finding.fix !== undefined) : undefined;
}

function knownFinding(target: unknown, store: Store): ViewFinding | undefined {
  const message = readPanelMessage({ type: 'fix', finding: target }, store.overview);
  return message?.type === 'fix' ? message.finding : undefined;
}
