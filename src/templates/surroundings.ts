import type { Access } from './access';
import type { Findings } from './findings';
import type { State } from './state';
import type { Macro } from './syntax';
import type { Value } from './value';

/** The values that a call hands over. */
export interface Given {
  readonly row: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

/** What evaluating needs of its surroundings. */
export interface Surroundings {
  readonly source: string;
  readonly findings: Findings;
  readonly access: Access;
  /** What a macro gives, filled in with these values. */
  readonly runMacro: (macro: Macro, given: Given, state: State) => Value;
}
