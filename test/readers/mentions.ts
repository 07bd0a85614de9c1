import type { Mention, PackageMention } from '../../src/domain/mention';
import type { Slice } from '../../src/text/place';

/** A mention of a project or lock file in one line, for tests to compare. */
export function described(mention: Mention): string {
  if (mention.kind === 'license') return words('license', mention.id.text, mention.spdx && `= ${mention.spdx}`);
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

/** The slices of mentions whose text does not stand at their place; the upper bound that `^1.2` means stands nowhere. */
export function placeFaults(text: string, mentions: readonly Mention[]): readonly string[] {
  return mentions.flatMap((mention) => {
    const wrong = slicesOf(mention).filter((one) => text.slice(one.start, one.end) !== one.text);
    return wrong.map((one) => `${one.text} is not ${text.slice(one.start, one.end)}`);
  });
}

function slicesOf(mention: Mention): readonly Slice[] {
  if (mention.kind === 'license') return [mention.id];
  if (mention.kind === 'include') return [mention.path];
  if (mention.kind === 'index') return [mention.url, ...(mention.name ? [mention.name] : [])];
  return mention.kind === 'package' ? packageSlices(mention) : [];
}

function packageSlices({
  name,
  extras,
  specifier,
  clauses,
  marker,
  url,
  hashes,
  index,
  requires,
}: PackageMention): Slice[] {
  const versions = clauses.filter(({ operator }) => operator !== '<' || !/^[\^~][^=]/.test(specifier?.text ?? ''));
  const optional = [specifier, marker, url, index].filter((one) => one !== undefined);
  const needed = (requires ?? []).map((one) => one.name);
  return [name, ...extras, ...versions.map(({ version }) => version), ...optional, ...hashes, ...needed];
}

function words(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part !== false && part !== undefined && part !== '').join(' ');
}
