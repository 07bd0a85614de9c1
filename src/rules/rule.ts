import type { Document } from '../domain/document';
import type { Command, FindingTag, Fix, Related, Severity } from '../domain/finding';
import type { Knowledge } from '../domain/knowledge';
import type { Span } from '../text/place';

/** A message by itself, or with a severity that differs from the rule's. Names in braces are filled from the data of a report. */
export type Message = string | { readonly text: string; readonly severity: Severity };

/** What a report carries beside its place and message. */
export interface Evidence {
  /** The purl of the component at fault. */
  readonly subject?: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  readonly commands?: readonly Command[];
}

export interface RuleContext<Key extends string> {
  readonly known: Knowledge;
  readonly report: (where: Span, message: Key, data: Readonly<Record<string, unknown>>, evidence?: Evidence) => void;
}

/** What generators, doors and pages need to know of a rule. */
export interface RuleMeta {
  /** `family/name`; also the path of its page. */
  readonly id: string;
  /** One sentence for lists: what it finds. */
  readonly title: string;
  /** The severity unless a message or the policy says otherwise. */
  readonly severity: Severity;
  /** The best fix that it can offer. */
  readonly fix: 'safe' | 'suggested' | 'none';
  /** How editors may show the place, beside the message: struck through for `deprecated`. */
  readonly tag?: FindingTag;
  /** Reader kinds whose documents it looks at. */
  readonly reads: readonly string[];
}

export interface Rule<Key extends string = string> extends RuleMeta {
  readonly messages: Readonly<Record<Key, Message>>;
  /** Looks at one document. Pure: the same document and knowledge give the same reports. */
  check(document: Document, context: RuleContext<Key>): void;
}

/** Gives a rule its types. */
export function rule<Key extends string>(definition: Rule<Key>): Rule {
  return definition;
}
