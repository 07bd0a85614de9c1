import type { Mention } from '../../src/domain/mention';
import type { Slice } from '../../src/text/place';

/** A mention of a project or lock file in one line, for tests to compare. */
export function described(mention: Mention): string {
  if (mention.kind === 'license') return words('license', mention.id.text, mention.spdx && `= ${mention.spdx}`);
  if (mention.kind === 'runtime') return words(mention.language, mention.specifier.text);
  if (mention.kind === 'include') return words('include', mention.as, mention.path.text);
  if (mention.kind === 'index') {
    const standing = [mention.name && `called ${mention.name.text}`, mention.explicit && 'explicit'].filter(Boolean);
    return words('index', mention.role, mention.url.text, standing.join(', '));
  }
  if (mention.kind !== 'package') return mention.kind;
  const { name, extras, specifier, clauses, marker, url, hashes, group, index, requires } = mention;
  const clausesShown = clauses.map(({ operator, version }) => operator + version.text).join(' ');
  return words(
    mention.role !== 'requirement' && mention.role,
    mention.editable && 'editable',
    mention.ecosystem !== 'pypi' && mention.ecosystem,
    name.text + (extras.length > 0 ? `[${extras.map(({ text }) => text).join(',')}]` : ''),
    specifier?.text,
    clausesShown && `{ ${clausesShown} }`,
    url && `@ ${url.text}`,
    marker && `; ${marker.text}`,
    index && `from ${index.text}`,
    hashes.length > 0 && `${hashes.length} hashes`,
    group !== undefined && `(${group})`,
    requires && `-> ${requires.map((needed) => words(needed.name.text, needed.version)).join(', ')}`.trim(),
  );
}

/** Every slice in a mention, however deep: names, versions, revisions, paths, hashes. A version that is only implied stands nowhere. */
export function* slicesOf(value: unknown): Generator<Slice> {
  if (typeof value !== 'object' || value === null || 'isImplied' in value) return;
  if ('text' in value && 'start' in value) yield value as Slice;
  else for (const part of Object.values(value)) yield* slicesOf(part);
}

/** The slices of mentions whose text does not stand at their place. */
export function placeFaults(text: string, mentions: readonly Mention[]): readonly string[] {
  const wrong = [...slicesOf(mentions)].filter((one) => text.slice(one.start, one.end) !== one.text);
  return wrong.map((one) => `${one.text} is not ${text.slice(one.start, one.end)}`);
}

function words(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part !== false && part !== undefined && part !== '').join(' ');
}
