import type { ExportFormat, ViewPlace } from '../panel/messages';

/** What LSP has no word for. Method names, and the shapes of what they carry. */

/** Request: everything the views show, as an `Overview`. */
export const overviewMethod = 'weighbridge/overview';

/** Notification from the server: the overview has changed; ask for it when a view is visible. */
export const overviewChangedMethod = 'weighbridge/overviewChanged';

/** Request: walk the workspace again and check all of it; answers with the `Overview` when done. */
export const checkMethod = 'weighbridge/check';

/** Request: the MBOM as text. */
export const mbomMethod = 'weighbridge/mbom';
export interface MbomParams {
  readonly format: ExportFormat;
}
export interface MbomResult {
  readonly text: string;
  /** A name to offer, such as `mbom.cdx.json`. */
  readonly fileName: string;
  /** How many components it lists, the project itself not counted. */
  readonly components: number;
}

/** Request: the edit that silences a finding, with the reason given by a person. */
export const suppressMethod = 'weighbridge/suppress';
export interface SuppressParams {
  readonly uri: string;
  readonly rule: string;
  /** 0-based line of the finding. */
  readonly line: number;
  readonly reason: string;
}
/** An LSP `WorkspaceEdit`. */
export interface SuppressResult {
  readonly edit: unknown;
}

/** Request: the page of a rule, in Markdown. */
export const rulePageMethod = 'weighbridge/rulePage';
export interface RulePageParams {
  readonly rule: string;
}
export interface RulePageResult {
  readonly markdown: string;
}

/** Request: why a component is here. `id` is its package URL. */
export const explainPathMethod = 'weighbridge/explainPath';
export interface ExplainPathParams {
  readonly id: string;
}
/** Ways from what the project names itself down to the component, the shortest first; none where nothing leads to it. */
export interface ExplainPathResult {
  readonly name: string;
  readonly paths: readonly (readonly PathStep[])[];
}
export interface PathStep {
  readonly name: string;
  readonly version?: string;
  readonly place?: ViewPlace;
}

/** Request: what a weight file is and whether loading it can run code, in Markdown. */
export const inspectMethod = 'weighbridge/inspect';
export interface InspectParams {
  /** Of a file. */
  readonly uri: string;
}
export interface InspectResult {
  readonly markdown: string;
}

/** Request with `{}`, which can be cancelled: fetch newer advisories, and judge everything by them. */
export const updateMethod = 'weighbridge/update';
export interface UpdateResult {
  /** Whether there are newer ones now; else everything is as before. */
  readonly done: boolean;
  /** What came, or why nothing did, in sentences for people. */
  readonly message: string;
}

/** Notification from the server: how far the update is. */
export const updateProgressMethod = 'weighbridge/updateProgress';
export interface UpdateProgress {
  readonly message: string;
  /** Of the whole; 0 where that is not known. */
  readonly percent: number;
}

/** Commands that a code action may name; the VS Code door carries them out. Arguments in parentheses. */
export const commands = {
  /** (SuppressParams without `reason`): asks for the reason, then applies the edit. */
  suppress: 'weighbridge.suppress',
  /** (rule id): shows the rule's page. */
  explain: 'weighbridge.explainRule',
  /** (package URL): shows why a component is here. */
  explainPath: 'weighbridge.explainPath',
  /** (URI of a weight file): shows what it is and whether loading it can run code. */
  inspect: 'weighbridge.inspectWeights',
  /** (command line, URI of the folder that it is for): copies it, and runs nothing. */
  copyCommand: 'weighbridge.copyCommand',
} as const;

/** What a client tells the server at start. */
export interface InitializationOptions {
  /** Whether the client carries out `commands`. Without it the server offers only what plain LSP can do. */
  readonly commands?: boolean;
  /** Whether the user trusts the workspace; in one that is not trusted its policy cannot switch the network on. Default: trusted. */
  readonly trusted?: boolean;
  /** The proxy for look-ups on the network, and the hosts that are reached without it. Default: those of the environment. */
  readonly proxy?: string;
  readonly noProxy?: readonly string[];
}
