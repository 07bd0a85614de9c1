import type { Document } from '../../domain/document';
import type { Related } from '../../domain/finding';
import type { Knowledge } from '../../domain/knowledge';
import type { PackageMention } from '../../domain/mention';

export interface OriginWords {
  /** A sentence that follows a space, or empty where nothing is known: ` It comes with flask, by way of werkzeug.` */
  readonly origin: string;
  /** From the project down to what needs the package. */
  readonly chain?: readonly string[];
  readonly related: readonly Related[];
}

/** What brings in a package that was locked or installed without being asked for. */
export function originIn({ path }: Document, mention: PackageMention, known: Knowledge): OriginWords {
  const isChosen = mention.role === 'locked' || mention.role === 'installed';
  const found = isChosen ? known.originOf(path, mention) : undefined;
  if (!found) return { origin: '', related: [] };
  const [first, ...between] = found.chain;
  const way =
    between.length > 2 ? `${between.slice(0, 2).join(', ')} and ${between.length - 2} more` : between.join(' and ');
  const origin = ` It comes with ${first}${way === '' ? '' : `, by way of ${way}`}.`;
  return { origin, chain: found.chain, related: found.places };
}
