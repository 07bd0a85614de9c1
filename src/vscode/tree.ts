import * as vscode from 'vscode';
import type { Overview, ViewComponent } from '../panel/messages';
import { shortName, worstOf } from '../panel/summary';
import { decorationUri } from './decorations';
import {
  type ComponentNode,
  type FindingNode,
  type GroupNode,
  relatedNodes,
  rootNodes,
  type TreeNode,
  type WayNode,
  wayNode,
} from './nodes';
import type { Store } from './store';
import { componentTooltip, findingTooltip } from './tooltip';
import type { TreeFilter } from './tree-filter';

const icons: Readonly<Record<GroupNode['icon'], string>> = {
  package: 'package',
  model: 'layers',
  dataset: 'database',
  weights: 'file-binary',
  service: 'globe',
  application: 'project',
  file: 'file-code',
};

/** The component tree: kinds, their components, and below each what it is related to. */
export class ComponentTree implements vscode.TreeDataProvider<TreeNode> {
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#onDidChange.event;
  #filter: TreeFilter = {};
  #byId: ReadonlyMap<string, ViewComponent> = new Map();
  #indexed: Overview | undefined;

  constructor(private readonly store: Store) {
    store.onDidChange(() => this.#onDidChange.fire());
  }

  get filter(): TreeFilter {
    return this.#filter;
  }

  set filter(filter: TreeFilter) {
    this.#filter = filter;
    this.#onDidChange.fire();
  }

  getChildren(node?: TreeNode): TreeNode[] {
    return [...this.#childrenOf(node)];
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    switch (node.type) {
      case 'group':
        return groupItem(node);
      case 'component':
        return this.#componentItem(node);
      case 'finding':
        return findingItem(node);
      case 'way':
        return wayItem(node);
    }
  }

  #childrenOf(node: TreeNode | undefined): readonly TreeNode[] {
    const { overview } = this.store;
    if (overview === undefined) return [];
    if (node === undefined) return rootNodes(overview, this.#filter);
    if (node.type === 'group' || node.type === 'way') return node.children;
    return node.type === 'component' ? this.#below(node, overview) : [];
  }

  #below(node: ComponentNode, overview: Overview): readonly TreeNode[] {
    const lookup = this.#lookup(overview);
    const way = wayNode(node, lookup);
    return [...(way ? [way] : []), ...relatedNodes(node, lookup)];
  }

  #componentItem(node: ComponentNode): vscode.TreeItem {
    const { component } = node;
    const { overview } = this.store;
    const hasChildren = overview !== undefined && this.#below(node, overview).length > 0;
    const item = itemFor(node, shortName(component), hasChildren);
    item.description = node.description;
    item.iconPath = new vscode.ThemeIcon(icons[component.kind]);
    item.tooltip = componentTooltip(component, overview);
    const fixable = component.findings.some(({ fix }) => fix !== undefined);
    const isWeightFile = component.signature !== undefined;
    item.contextValue = ['component', ...(fixable ? ['fixable'] : []), ...(isWeightFile ? ['weights'] : [])].join(' ');
    if (component.places.length > 0) item.command = openCommand(node);
    return item;
  }

  /** Components by id, made once for each overview. */
  #lookup(overview: Overview): (id: string) => ViewComponent | undefined {
    if (this.#indexed !== overview) {
      this.#indexed = overview;
      this.#byId = new Map(overview.components.map((component) => [component.id, component]));
    }
    return (id) => this.#byId.get(id);
  }
}

function groupItem(node: GroupNode): vscode.TreeItem {
  const item = itemFor(node, node.label, true);
  if (node.counts.error + node.counts.warning > 0) item.collapsibleState = vscode.TreeItemCollapsibleState.Expanded;
  item.description = node.description;
  item.iconPath = new vscode.ThemeIcon(icons[node.icon]);
  item.tooltip = `${node.label} · ${node.description}`;
  item.contextValue = 'group';
  return item;
}

function findingItem(node: FindingNode): vscode.TreeItem {
  const { finding } = node;
  const item = itemFor(node, finding.place.label, false);
  item.description = finding.message;
  item.iconPath = new vscode.ThemeIcon(icons.file);
  item.tooltip = findingTooltip(finding);
  item.contextValue = finding.fix === undefined ? 'finding' : 'finding fixable';
  item.command = openCommand(node);
  return item;
}

function wayItem(node: WayNode): vscode.TreeItem {
  const item = itemFor(node, 'Brought in by', true);
  item.description = node.description;
  item.iconPath = new vscode.ThemeIcon('type-hierarchy-super');
  item.tooltip = `${node.component.name} is here because of ${node.description}`;
  item.contextValue = 'way';
  return item;
}

function itemFor(node: TreeNode, label: string, hasChildren: boolean): vscode.TreeItem {
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, hasChildren ? Collapsed : None);
  item.id = node.id;
  const worst = worstOf(node.counts);
  if (worst !== undefined) item.resourceUri = decorationUri(node.id, worst, node.counts);
  return item;
}

function openCommand(node: TreeNode): vscode.Command {
  return { title: 'Go to Declaration', command: 'weighbridge.openDeclaration', arguments: [node] };
}
