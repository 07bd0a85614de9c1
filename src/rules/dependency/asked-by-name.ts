import type { Document } from '../../domain/document';
import type { PackageMention } from '../../domain/mention';

/** The packages that a document asks PyPI for: by a name alone, not by a URL, and from no index in particular. */
export function askedByName(document: Document): readonly PackageMention[] {
  return document
    .mentions('package')
    .filter(
      ({ ecosystem, role, url, index }) =>
        ecosystem === 'pypi' && (role === 'requirement' || role === 'constraint') && !url && !index,
    );
}
