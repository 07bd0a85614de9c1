import type { Position, Range } from '../text/place';

export type ComponentKind = 'package' | 'model' | 'dataset' | 'weights' | 'application' | 'service';

/** A place in a file of the workspace: the evidence for something said. `file` is relative to the root, with `/`. */
export interface Place {
  readonly file: string;
  readonly range: Range;
}

/** A thing the project is made of. */
export interface Component {
  /** Its package URL: https://github.com/package-url/purl-spec */
  readonly id: string;
  readonly kind: ComponentKind;
  readonly name: string;
  /** An exact version, commit or tag; absent where the project leaves it open. */
  readonly version?: string;
  /** What the project asks for where it leaves the version open, such as `>=4.40`. */
  readonly requested?: string;
  /** SPDX id or expression where one is known, else the license as written. */
  readonly license?: string;
  /** Facts read from the component itself, such as `format` or `size` of weights. */
  readonly facts: Readonly<Record<string, string>>;
  /** Where the project says so; never empty. */
  readonly places: readonly Place[];
}

export type RelationKind =
  'uses' | 'derived-from' | 'trained-on' | 'evaluated-on' | 'contains' | 'depends-on' | 'signed-by';

export interface Relation {
  readonly from: string;
  readonly to: string;
  readonly kind: RelationKind;
  /** How a derived model came about, where that is said: `adapter`, `finetune`, `merge`, `quantized` (the Hub's words). */
  readonly derivation?: string;
  readonly place: Place;
}

/** All components of a workspace and how they hang together, each list sorted by id. */
export interface Graph {
  readonly components: readonly Component[];
  readonly relations: readonly Relation[];
}

/** What a project is made of, and all counts count: every component but the applications themselves. */
export function partsOf<T extends { readonly kind: ComponentKind }>(components: readonly T[]): readonly T[] {
  return components.filter(({ kind }) => kind !== 'application');
}

/** The order of code units, so that it is the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By file, then by position. */
export function comparePlaces(a: Place, b: Place): number {
  return (
    compareText(a.file, b.file) ||
    comparePositions(a.range.start, b.range.start) ||
    comparePositions(a.range.end, b.range.end)
  );
}

export function compareRelations(a: Relation, b: Relation): number {
  return (
    compareText(a.from, b.from) ||
    compareText(a.to, b.to) ||
    compareText(a.kind, b.kind) ||
    comparePlaces(a.place, b.place)
  );
}

function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
