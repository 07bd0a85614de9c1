import type { PackageMention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { mappedSlice, packageMention } from '../package-mention';
import { parseMatchSpec } from './match-spec';

/** A requirement on a conda package; undefined where the string is none. */
export function condaPackage(
  written: Slice,
  text: string,
  details: { readonly group?: string; readonly role?: PackageMention['role'] } = {},
): PackageMention | undefined {
  const spec = parseMatchSpec(written.text);
  if (!spec) return undefined;
  const mapped = mappedSlice(written, text);
  const place = ({ start, end }: Slice): Slice => mapped.slice(start, end);
  return packageMention(place(spec.name), {
    ecosystem: 'conda',
    specifier: spec.specifier && place(spec.specifier),
    clauses: spec.clauses.map(({ operator, version }) => ({ operator, version: place(version) })),
    index: spec.channel && place(spec.channel),
    whole: mapped.trimmed().span(),
    ...details,
  });
}
