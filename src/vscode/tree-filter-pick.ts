import * as vscode from 'vscode';
import type { TreeFilter } from './tree-filter';

interface FilterItem extends vscode.QuickPickItem {
  readonly filter: TreeFilter;
}

const severityItems: readonly FilterItem[] = [
  { label: 'Everything', filter: {} },
  { label: '$(error) Errors', filter: { atLeast: 'error' } },
  { label: '$(warning) Errors and warnings', filter: { atLeast: 'warning' } },
  { label: '$(info) All with findings', filter: { atLeast: 'info' } },
];

/** Asks what the tree should show: a severity from the list, or whatever text is typed. */
export function askFilter(current: TreeFilter): Promise<TreeFilter | undefined> {
  const pick = vscode.window.createQuickPick<FilterItem>();
  pick.title = 'Filter components';
  pick.placeholder = 'Choose a severity, or type a part of a name, license or finding';
  pick.value = current.text ?? '';
  const offer = (): void => {
    const text = pick.value.trim();
    const typed: FilterItem = { label: `$(search) “${text}”`, alwaysShow: true, filter: { text } };
    pick.items = text === '' ? severityItems : [typed, ...severityItems];
  };
  offer();
  return new Promise((resolve) => {
    pick.onDidChangeValue(offer);
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.filter);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
