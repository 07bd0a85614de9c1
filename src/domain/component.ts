import type { Range } from '../text/place';

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
  readonly place: Place;
}

/** All components of a workspace and how they hang together, each list sorted by id. */
export interface Graph {
  readonly components: readonly Component[];
  readonly relations: readonly Relation[];
}
