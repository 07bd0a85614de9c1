import type { IncludeMention } from '../../domain/mention';
import type { Slice } from '../../text/place';

/** The description of an environment that a path names, seen from the folder of the file. */
export function includedAt(path: Slice | undefined, as: IncludeMention['as']): readonly IncludeMention[] {
  return path && path.text !== '' ? [{ kind: 'include', path, as }] : [];
}
