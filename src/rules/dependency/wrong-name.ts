import type { Document } from '../../domain/document';
import { exactVersion } from '../../domain/exact-version';
import type { Fix } from '../../domain/finding';
import type { PackageMention } from '../../domain/mention';
import { isStandardModule, meantBy, type WrongName } from '../../facts/wrong-names';
import { normalizedName } from '../../packaging/name';
import { packagePurl } from '../../packaging/purl';
import { rule } from '../rule';
import { askedByName } from './asked-by-name';
import { lineRemoval } from './line-removal';
import { requirementFiles } from './package-files';

/** What is published under the name that code imports is often a placeholder, another package, or free to be taken. */
export const wrongName = rule({
  id: 'dependency/wrong-name',
  title: 'A package is required by a name that belongs to something else',
  severity: 'warning',
  fix: 'suggested',
  reads: requirementFiles,
  messages: {
    import:
      '{name} is the name that code imports; the package on PyPI is called {meant}. Write {meant}, as the other name is not its own.',
    refused: '{name} on PyPI is a placeholder that refuses to be installed. The package is called {meant}.',
    placeholder: {
      text: '{name} on PyPI is an empty package that brings in any version of {meant}. Write {meant}, so that a version can be chosen.',
      severity: 'info',
    },
    other: {
      text: '{name} on PyPI is another package than {meant}, for which it is often mistaken. Check which one is meant.',
      severity: 'info',
    },
    standard:
      '{name} is a part of Python, so nothing has to be installed for it; what others publish by that name is something else. Remove it.',
  },
  check(document, { known, report }) {
    for (const mention of askedByName(document)) {
      const { ecosystem, name } = mention;
      if (known.malicious(ecosystem, name.text)) continue;
      const subject = packagePurl(ecosystem, name.text);
      const found = meantBy(normalizedName(name.text));
      if (found) {
        const fixes = replacement(document, mention, found);
        report(name, found.stands, { name: name.text, meant: found.meant }, { subject, fixes });
      } else if (isStandardModule(normalizedName(name.text))) {
        const fixes = lineRemoval(document, mention.whole, `Remove ${name.text}`);
        report(name, 'standard', { name: name.text }, { subject, fixes });
      }
    }
  },
});

/** Writes the other name. A pinned version of the placeholder goes with it: the package meant has none of that number. */
function replacement(document: Document, mention: PackageMention, { meant, versions }: WrongName): readonly Fix[] {
  const { name, specifier } = mention;
  if (name.end - name.start !== name.text.length) return [];
  const isItsOwn = versions !== undefined && exactVersion(mention)?.startsWith(versions) === true;
  const { path } = document;
  const edits = [{ path, start: name.start, end: name.end, newText: meant }];
  if (specifier && isItsOwn) {
    if (!isRequirementText(document, mention)) return [];
    edits.push({ path, start: specifier.start, end: specifier.end, newText: '' });
  }
  return [{ title: `Change to ${meant}`, safety: 'suggested', edits }];
}

/** Whether nothing stands between name and version, so that the version can go: not so in tables such as `name = "1.0"`. */
function isRequirementText({ text }: Document, { name, specifier }: PackageMention): boolean {
  return /^[\s\w.,[\]-]*$/.test(text.slice(name.end, specifier!.start));
}
