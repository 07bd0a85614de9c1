import type { Document } from '../../domain/document';
import type { Fix } from '../../domain/finding';
import type { PackageMention } from '../../domain/mention';
import { isStandardModule, meantBy } from '../../facts/wrong-names';
import { normalizedName } from '../../packaging/name';
import { packagePurl } from '../../packaging/purl';
import { rule } from '../rule';
import { askedByName } from './asked-by-name';
import { lookAlike } from './look-alike';
import { requirementFiles } from './package-files';

/** A name one slip of the fingers away from a well-known one is where attackers wait for those who mistype. */
export const typosquat = rule({
  id: 'dependency/typosquat',
  title: 'The name of a package is one slip away from that of a well-known package',
  severity: 'info',
  fix: 'suggested',
  reads: requirementFiles,
  messages: {
    similar:
      '"{name}" differs by {difference} from the well-known "{popular}" and may be a look-alike. Check the name before installing.',
  },
  check(document, { known, report }) {
    for (const mention of askedByName(document)) {
      const { ecosystem, name } = mention;
      const normalized = normalizedName(name.text);
      const found = lookAlike(normalized);
      if (!found || meantBy(normalized) || isStandardModule(normalized) || known.malicious(ecosystem, name.text))
        continue;
      report(
        name,
        'similar',
        { name: name.text, popular: found.name, difference: found.difference },
        { subject: packagePurl(ecosystem, name.text), fixes: rename(document, mention, found.name) },
      );
    }
  },
});

function rename({ path }: Document, { name }: PackageMention, popular: string): readonly Fix[] {
  const { start, end, text } = name;
  if (end - start !== text.length) return [];
  return [{ title: `Change to ${popular}`, safety: 'suggested', edits: [{ path, start, end, newText: popular }] }];
}
