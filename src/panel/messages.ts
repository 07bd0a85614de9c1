/** What the views show (tree, status bar, panel: one object feeds them all) and what the panel and its host say to each other. */

export type ViewSeverity = 'error' | 'warning' | 'info';
export type ViewKind = 'package' | 'model' | 'dataset' | 'weights' | 'application' | 'service';

/** A place to jump to. Lines and characters as in LSP. */
export interface ViewPlace {
  readonly uri: string;
  /** For people: path relative to the root and 1-based line, such as `models/chat/README.md:4`. */
  readonly label: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

export interface ViewFinding {
  readonly rule: string;
  readonly severity: ViewSeverity;
  readonly message: string;
  readonly place: ViewPlace;
  /** The title of its best fix, which the host applies on request; absent where it has none. */
  readonly fix?: string;
}

export interface ViewRelation {
  /** `derived-from`, `trained-on`, `uses`, … */
  readonly kind: string;
  readonly to: string;
  readonly place: ViewPlace;
}

export interface ViewComponent {
  readonly id: string;
  readonly kind: ViewKind;
  readonly name: string;
  readonly version?: string;
  /** What is asked for where the version is open, such as `>=4.40`. */
  readonly requested?: string;
  readonly license?: string;
  readonly facts: Readonly<Record<string, string>>;
  /** Only for weights. A signature that stands there has not been verified yet. */
  readonly signature?: 'present' | 'absent';
  readonly places: readonly ViewPlace[];
  /** Worst first. */
  readonly findings: readonly ViewFinding[];
  readonly relations: readonly ViewRelation[];
  /**
   * Why it is here: the ids of the components on the way from the project to it, the project left out.
   * Empty where the project names it itself; absent where no way is known.
   */
  readonly via?: readonly string[];
}

export interface ViewCounts {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
}

export interface ViewProblem {
  readonly message: string;
  readonly place: ViewPlace;
}

/** Everything the views know of the workspace. */
export interface Overview {
  readonly state: 'no-folder' | 'checking' | 'ready';
  readonly name: string;
  /** ISO 8601, absent until the first check has ended. */
  readonly checkedAt?: string;
  readonly progress?: { readonly done: number; readonly total: number };
  readonly counts: ViewCounts & { readonly files: number; readonly components: number; readonly suppressed: number };
  /** The date and number of the bundled advisories, and whether the network is switched on. */
  readonly advisories: { readonly asOf: string; readonly count: number };
  readonly network: 'off' | 'on';
  /** Sorted by kind, then by name. */
  readonly components: readonly ViewComponent[];
  /** Findings that belong to no component. */
  readonly otherFindings: readonly ViewFinding[];
  readonly problems: readonly ViewProblem[];
}

export type ExportFormat = 'cyclonedx';

export type HostMessage =
  | { readonly type: 'overview'; readonly overview: Overview; readonly trusted: boolean }
  /** The check could not be carried out; what was shown before stays. */
  | { readonly type: 'failed'; readonly message: string };

export type PanelMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly place: ViewPlace }
  | { readonly type: 'fix'; readonly finding: ViewFinding }
  | { readonly type: 'explain'; readonly rule: string }
  | { readonly type: 'check' }
  | { readonly type: 'export'; readonly format: ExportFormat }
  | { readonly type: 'open-folder' }
  | { readonly type: 'manage-trust' };
