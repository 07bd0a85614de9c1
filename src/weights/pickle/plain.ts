import { Dict, kinds, Tuple, type Value } from './values';

/** What kind of plain data a value is; `undefined` for what was built by a call, or could be. */
function plainKind(value: Value): 'literal' | 'list' | 'dict' | 'tuple' | 'set' | 'frozenset' | undefined {
  if (value instanceof Tuple) return 'tuple';
  if (value instanceof Dict) return 'dict';
  if (typeof value !== 'number') return undefined;
  return value < 0 ? 'literal' : byNumber.get(value);
}

const byNumber = new Map([
  [kinds.list, 'list'],
  [kinds.dict, 'dict'],
  [kinds.tuple, 'tuple'],
  [kinds.set, 'set'],
  [kinds.frozenset, 'frozenset'],
] as const) as ReadonlyMap<number, 'list' | 'dict' | 'tuple' | 'set' | 'frozenset'>;

/** Whether a value can be one of these kinds, where anything but plain data can. */
export function canBe(value: Value, ...allowed: readonly ('list' | 'dict' | 'tuple' | 'set')[]): boolean {
  const kind = plainKind(value);
  return kind === undefined || (allowed as readonly string[]).includes(kind);
}
