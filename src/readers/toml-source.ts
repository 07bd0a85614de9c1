import type { ReadProblem } from '../domain/document';
import type { Slice, Span } from '../text/place';
import { readToml, type TomlEntry, type TomlNode as Node } from './toml-tree';

/** A node of a parsed source, to be asked about through it. */
export type TomlNode = Node | undefined;

/** A text that is TOML, read as far as it can be. */
export class TomlSource {
  readonly problems: readonly ReadProblem[];
  /** The table that holds everything. */
  readonly root: TomlNode;

  constructor(readonly text: string) {
    const { root, problems } = readToml(text);
    this.root = root;
    this.problems = problems;
  }

  /** The value behind a path of keys from the outermost table. */
  top(...path: readonly string[]): TomlNode {
    return path.reduce((node: TomlNode, key) => this.valueOf(node, key), this.root);
  }

  /** The value of a key of a table. */
  valueOf(table: TomlNode, key: string): TomlNode {
    return table?.kind === 'table' ? table.entries.get(key)?.value : undefined;
  }

  /** The keys of a table and their values, in their order. */
  entries(table: TomlNode): readonly TomlEntry[] {
    return table?.kind === 'table' ? [...table.entries.values()] : [];
  }

  /** The items of a list, or the one value that stands in place of a list. */
  items(node: TomlNode): readonly Node[] {
    if (node?.kind === 'list') return node.items;
    return node ? [node] : [];
  }

  /** Where a node stands, quotes and brackets included. */
  spanOf(node: TomlNode): Span | undefined {
    return node && { start: node.start, end: node.end };
  }

  /** A string without its quotes; undefined for anything else. */
  string(node: TomlNode): Slice | undefined {
    return node?.kind === 'string' ? node.slice : undefined;
  }

  /** A string without its quotes, or a number, boolean or date as written; undefined for lists and tables. */
  scalar(node: TomlNode): Slice | undefined {
    return node && node.kind !== 'table' && node.kind !== 'list' ? node.slice : undefined;
  }
}
