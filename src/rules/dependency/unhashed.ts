import { exactVersion } from '../../domain/exact-version';
import type { PackageMention } from '../../domain/mention';
import { packagePurl } from '../../packaging/purl';
import { hasDigest } from '../../packaging/url';
import { rule } from '../rule';
import { nameAndVersion } from './name-and-version';

/** A file that has hashes for some packages protects none: pip refuses it, and other installers let the rest through unchecked. */
export const unhashed = rule({
  id: 'dependency/unhashed',
  title: 'A package has no hash in a file that uses hashes',
  severity: 'warning',
  fix: 'none',
  reads: ['requirements'],
  messages: {
    some: '{name} has no hash, though other packages of this file have one, so pip refuses to install from it. Compile the file again with hashes.',
    required:
      '{name} has no hash, though this file has --require-hashes, so pip refuses to install from it. Compile the file again with hashes.',
    policy:
      '{name} has no hash, though the policy of this project asks for hashes, so another file under its name and version would be installed as well. Compile the file with hashes.',
  },
  check(document, { known, report }) {
    const packages = document.mentions('package').filter(({ role }) => role === 'requirement');
    const isAsked = known.areHashesRequired(document.path) && known.lockOf(document.path) === undefined;
    const isRequired = document.mentions('install-option').some(({ option }) => option === 'require-hashes');
    const isUsed = packages.some(({ hashes }) => hashes.length > 0);
    if (!isRequired && !isUsed && !isAsked) return;
    if (document.mentions('include').some((include) => include.as === 'constraints')) return;
    for (const mention of packages) {
      const { ecosystem, name } = mention;
      if (isHashed(mention) || name.text === '') continue;
      report(
        nameAndVersion(mention),
        isRequired ? 'required' : isUsed ? 'some' : 'policy',
        { name: name.text },
        { subject: packagePurl(ecosystem, name.text, exactVersion(mention)) },
      );
    }
  },
});

/** By hashes, or by its URL: an archive with a digest. What comes from a folder or a repository has no hash to give. */
function isHashed({ hashes, url, editable }: PackageMention): boolean {
  if (hashes.length > 0 || editable) return true;
  return url !== undefined && (!/^https?:/i.test(url.text) || hasDigest(url.text));
}
