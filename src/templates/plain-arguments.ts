import type { PlainArguments } from './python-text';
import type { State } from './state';
import type { Given } from './surroundings';
import type { Plain } from './value';

/** What is handed over, where all of it is known. */
export function plainArguments({ row, named }: Given, state: State): PlainArguments | undefined {
  const values = row.map((value) => state.plain(value));
  const entries = [...named].map(([name, value]) => [name, state.plain(value)] as const);
  if (values.includes(undefined) || entries.some(([, value]) => value === undefined)) return undefined;
  return { row: values as Plain[], named: new Map(entries as readonly (readonly [string, Plain])[]) };
}
