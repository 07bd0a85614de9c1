import type { Range } from '../text/place';
import { overlaps, type TextEdit } from '../text/edit';

/** error: will harm or is forbidden; warning: real risk; info: hygiene. */
export type Severity = 'error' | 'warning' | 'info';

export const severities: readonly Severity[] = ['error', 'warning', 'info'];

/** What a finding says of a thing that editors have a way to show. */
export type FindingTag = 'deprecated';

/** Edits of one or more files; `path` is absolute with `/`. Offsets count in the text the finding was made from. */
export interface FileEdit extends TextEdit {
  readonly path: string;
}

/** A remedy. `safe` ones may be applied in bulk, `suggested` ones only one by one. */
export interface Fix {
  readonly title: string;
  readonly safety: 'safe' | 'suggested';
  readonly edits: readonly FileEdit[];
}

/** A command that would end a finding. It is shown and copied: only a person runs it. */
export interface Command {
  /** Begins with a verb. */
  readonly title: string;
  /** One line, for any shell. */
  readonly line: string;
  /** Where it is to be run: an absolute folder with `/`. */
  readonly folder: string;
}

/** The edits of fixes that can be applied together: of fixes that overlap, the first one stays, whole. */
export function editsTogether(fixes: readonly Fix[]): readonly FileEdit[] {
  const kept = new Map<string, FileEdit[]>();
  const isTaken = (edit: FileEdit): boolean =>
    (kept.get(edit.path) ?? []).some((other) => overlaps(other, edit) && !isSame(other, edit));
  for (const { edits } of fixes) {
    if (edits.some(isTaken)) continue;
    for (const edit of edits) {
      const inFile = kept.get(edit.path) ?? [];
      kept.set(edit.path, inFile);
      if (!inFile.some((other) => isSame(other, edit))) inFile.push(edit);
    }
  }
  return [...kept.values()].flat();
}

/** Two fixes may each bring the same edit, such as a table that both need. */
function isSame(a: FileEdit, b: FileEdit): boolean {
  return a.start === b.start && a.end === b.end && a.newText === b.newText;
}

/** Another place that explains a finding. */
export interface Related {
  readonly path: string;
  readonly range: Range;
  readonly message: string;
}

/** What a rule says about a place. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** Absolute, with `/`. */
  readonly path: string;
  readonly range: Range;
  readonly message: string;
  /** The purl of the component that it is about. */
  readonly subject?: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly tag?: FindingTag;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  readonly commands?: readonly Command[];
}

/** Something that kept a file, or a part of it, from being read or followed. */
export interface Problem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly range: Range;
}
