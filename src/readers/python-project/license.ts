import type { LicenseMention } from '../../domain/mention';
import { spdxOfClassifier } from '../../facts/license-classifiers';
import type { Slice } from '../../text/place';
import { licenseMention } from '../package-mention';

const longestName = 120;

/**
 * The licenses that a Python project declares: what its license field says, or else its classifiers. A text that is longer
 * than a name is the license itself, and says nothing here.
 */
export function projectLicenses(field: Slice | undefined, classifiers: readonly Slice[]): readonly LicenseMention[] {
  const isName = field !== undefined && field.text.length <= longestName && /^\S[^\n]*$/.test(field.text);
  if (isName) return [licenseMention(field)];
  return classifiers
    .filter(({ text }) => /^License :: (?!OSI Approved$)/.test(text))
    .map((id) => {
      const spdx = spdxOfClassifier(id.text);
      return { kind: 'license', id, ...(spdx !== undefined && { spdx }) };
    });
}
