import type { ReadProblem } from '../domain/document';
import type { Mention, Slot } from '../domain/mention';
import type { Span } from '../text/place';

/** Where the places of a text that was taken out of a file stand in that file. */
export interface Relocation {
  /** For what is named. */
  readonly span: (span: Span) => Span;
  /** For the whole of what is said about it. */
  readonly extent: (span: Span) => Span;
  /** For where something can be put in; undefined where nothing can. */
  readonly slot: (slot: Slot) => Slot | undefined;
}

/** The same with places in the file, however deep they stand. */
export function relocated<T extends Mention | ReadProblem>(said: T, { span, extent, slot }: Relocation): T {
  const place = (value: unknown, key?: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => place(item));
    if (typeof value !== 'object' || value === null) return value;
    if (key === 'whole') return extent(value as Span);
    const inner = Object.entries(value).map(([name, part]): [string, unknown] => [
      name,
      name === 'revisionSlot' || name === 'slot' ? slot(part as Slot) : place(part, name),
    ]);
    const copy = Object.fromEntries(inner.filter(([, part]) => part !== undefined));
    return 'start' in value ? { ...copy, ...span(value as Span) } : copy;
  };
  return place(said) as T;
}
