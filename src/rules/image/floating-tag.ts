import type { Document } from '../../domain/document';
import type { Fix } from '../../domain/finding';
import type { Knowledge } from '../../domain/knowledge';
import type { PackageMention } from '../../domain/mention';
import { packagePurl } from '../../packaging/purl';
import { rule } from '../rule';

/** An image named by a tag that moves is another one tomorrow, with other code and other flaws. */
export const floatingTag = rule({
  id: 'image/floating-tag',
  title: 'A container image is named without a tag, or by one that always moves',
  severity: 'warning',
  fix: 'suggested',
  reads: ['dockerfile', 'compose', 'kubernetes', 'helm-values', 'mcp', 'mlmodel', 'mlproject'],
  messages: {
    none: '{image} has no tag, so whatever is newest is taken each time it is pulled. Put a version behind it, best with its digest.',
    moving:
      '{image}:{tag} is another image after each release, so nobody can tell what will run. Name a version, best with its digest.',
  },
  check(document, { known, report }) {
    for (const mention of document.mentions('package')) {
      if (mention.ecosystem !== 'docker') continue;
      const tag = tagOf(mention);
      if (tag === undefined || (tag !== '' && !moves(tag))) continue;
      const { name, specifier } = mention;
      const end = specifier && specifier.start >= name.end ? specifier.end : name.end;
      report(
        { start: name.start, end },
        tag === '' ? 'none' : 'moving',
        { image: name.text, tag },
        { subject: packagePurl('docker', name.text), fixes: named(document, mention, tag, known) },
      );
    }
  },
});

/** The version or digest that the rest of the project has of the same image. */
function named({ path }: Document, { name, specifier }: PackageMention, tag: string, known: Knowledge): readonly Fix[] {
  const found = known.versionInUse(path, 'docker', name.text);
  const isWritten = !specifier || specifier.start === name.end + 1;
  if (!found || !isWritten || name.end - name.start !== name.text.length || moves(found.version)) return [];
  const isDigest = /^\w+:[0-9a-f]{32,}$/i.test(found.version);
  const version = isDigest ? `${tag && `:${tag}`}@${found.version}` : `:${found.version}`;
  const edits = [{ path, start: name.end, end: specifier?.end ?? name.end, newText: version }];
  const short = isDigest ? found.version.slice(0, shortDigest) : found.version;
  return [{ title: `Use ${name.text} ${short} (${found.source})`, safety: 'suggested', edits }];
}

/** `sha256:` and 12 digits tell digests apart. */
const shortDigest = 19;

/** Empty where there is none; undefined where a digest says exactly which image is meant, or something else fills in the tag. */
function tagOf({ specifier, clauses }: PackageMention): string | undefined {
  if (!specifier) return clauses.length > 0 ? undefined : '';
  const isDigest = clauses.some(({ version }) => /^\w+:[0-9a-f]{32,}$/i.test(version.text));
  return isDigest || specifier.text === '' || /[${}<>%]/.test(specifier.text) ? undefined : specifier.text;
}

/** Tags that name no version, by themselves or as a part: `latest`, `latest-gpu`, `nightly`, `main`. */
function moves(tag: string): boolean {
  return (
    /(?:^|[-_.])(?:latest|nightly|edge|main|master|develop|dev|head|rolling|canary)(?:$|[-_.])/i.test(tag) &&
    !/\d\.\d|\d{6}/.test(tag)
  );
}
