import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import type { ReadProblem } from '../domain/document';
import { slice, type Slice, type Span } from '../text/place';
import { placeTooDeep, yamlProblem } from './yaml-problem';

/** A node of a parsed source, to be asked about through it. */
export type YamlNode = Node | null | undefined;

/** A key of a mapping and what it stands for. */
export interface YamlEntry {
  readonly key: Slice;
  readonly value: YamlNode;
}

const mostProblems = 10;
const mostAliases = 100;

/** A part of a text that is YAML 1.2, read as far as it can be, with places that count in the whole text. */
export class YamlSource {
  readonly problems: readonly ReadProblem[];
  readonly #document: Document.Parsed | undefined;
  #aliases = 0;

  constructor(
    readonly text: string,
    readonly span: Span,
  ) {
    const source = text.slice(span.start, span.end);
    const tooDeep = placeTooDeep(source);
    this.#document = tooDeep === undefined ? parsed(source) : undefined;
    const errors = this.#document?.errors ?? [{ code: 'RESOURCE_EXHAUSTION', pos: [tooDeep ?? 0, (tooDeep ?? 0) + 1] }];
    this.problems = errors.slice(0, mostProblems).map(({ code, pos: [from = 0, to = 0] }) => {
      const start = Math.min(span.start + from, span.end);
      return yamlProblem(code, { start, end: Math.max(start, Math.min(span.start + to, span.end)) });
    });
  }

  /** The outermost value. */
  get root(): YamlNode {
    return this.#document?.contents;
  }

  /** The value of a key at the top. */
  top(key: string): YamlNode {
    return this.valueOf(this.root, key);
  }

  /** The value of a key of a mapping. Of keys written twice the last counts, as in most YAML libraries. */
  valueOf(map: YamlNode, key: string): YamlNode {
    return this.entries(map).findLast((entry) => entry.key.text === key)?.value;
  }

  /** The keys of a mapping and their values, in their order. */
  entries(map: YamlNode): readonly YamlEntry[] {
    const resolved = this.#resolved(map);
    if (!isMap(resolved)) return [];
    return resolved.items.flatMap(({ key, value }) => {
      const name = isScalar(key) ? this.scalar(key) : undefined;
      return name ? { key: name, value: value as YamlNode } : [];
    });
  }

  /** The items of a list, or the one value that stands in place of a list. */
  items(node: YamlNode): readonly YamlNode[] {
    const resolved = this.#resolved(node);
    if (isSeq(resolved)) return resolved.items as readonly YamlNode[];
    return resolved ? [resolved] : [];
  }

  /** Where a node stands, without the white space and comments behind it. */
  spanOf(node: YamlNode): Span | undefined {
    const range = node?.range;
    return range ? { start: range[0] + this.span.start, end: range[1] + this.span.start } : undefined;
  }

  /** A scalar as written, without its quotes; undefined for what is empty or no scalar. */
  scalar(node: YamlNode): Slice | undefined {
    const resolved = this.#resolved(node);
    const span = this.spanOf(resolved);
    if (!isScalar(resolved) || !span) return undefined;
    const { type, source = '' } = resolved;
    const { start, end } = span;
    if (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE') {
      const isClosed = end - start > 1 && this.text[end - 1] === this.text[start];
      return isClosed ? { text: source, start: start + 1, end: end - 1 } : slice(this.text, start + 1, end);
    }
    if (type === 'PLAIN') return source === '' ? undefined : { text: source, start, end };
    const text = source.trim();
    const at = this.text.indexOf(text, start);
    return at >= 0 && at < end ? { text, start: at, end: at + text.length } : { text, start, end };
  }

  /** Keys that stand more than once at the top, from the second on. */
  duplicates(): readonly ReadProblem[] {
    const seen = new Set<string>();
    const repeated = this.entries(this.root).filter(({ key: { text } }) => {
      const isKnown = seen.has(text);
      seen.add(text);
      return isKnown;
    });
    return repeated.slice(0, mostProblems).map(({ key }) => ({
      code: 'yaml-duplicate-key',
      message: `The key "${key.text}" stands here a second time, so one of the two values is lost. Keep one of them.`,
      start: key.start,
      end: key.end,
    }));
  }

  /** Aliases are followed one step, and not without end. */
  #resolved(node: YamlNode): YamlNode {
    if (!isAlias(node)) return node;
    return this.#document && this.#aliases++ < mostAliases ? node.resolve(this.#document) : undefined;
  }
}

/** Should the parser run out of stack in spite of the bounds, the source is taken for too deep. */
function parsed(source: string): Document.Parsed | undefined {
  try {
    return parseDocument(source, {
      version: '1.2',
      schema: 'core',
      merge: false,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
  } catch {
    return undefined;
  }
}
