import type { Document } from '../../domain/document';
import { exactVersion } from '../../domain/exact-version';
import type { Fix } from '../../domain/finding';
import type { Knowledge } from '../../domain/knowledge';
import type { PackageMention } from '../../domain/mention';
import { packagePurl } from '../../packaging/purl';
import { isHit } from '../dependency/good-versions';
import { rule } from '../rule';

/** A server that an agent fetches anew at each start runs, with the rights of its user, what was published last. */
export const unpinnedServer = rule({
  id: 'mcp/unpinned-server',
  title: 'A server for AI agents is started in whatever version is newest',
  severity: 'warning',
  fix: 'suggested',
  reads: ['mcp'],
  messages: {
    any: '{server} starts {name} in whatever version is newest, with all the rights of the user. Put a version that has been checked behind the name, such as {name}{sign}{version}.',
    range:
      '{server} starts {name} in whatever version {asked} means at the time, with all the rights of the user. Name one version that has been checked.',
  },
  check(document, { known, report }) {
    for (const mention of document.mentions('package')) {
      const { ecosystem, name, specifier, url } = mention;
      if ((ecosystem !== 'npm' && ecosystem !== 'pypi') || url || exactVersion(mention) !== undefined) continue;
      if (specifier && /[${}<%]/.test(specifier.text) && mention.clauses.length === 0) continue;
      const sign = ecosystem === 'npm' ? '@' : '==';
      const version = versionOf(document, mention, known);
      report(
        { start: name.start, end: specifier?.end ?? name.end },
        specifier ? 'range' : 'any',
        {
          server: serverOf(document, mention),
          name: name.text,
          asked: specifier?.text,
          sign,
          version: version ?? '1.2.3',
        },
        {
          subject: packagePurl(ecosystem, name.text),
          fixes: version === undefined ? [] : pin(document, mention, sign, version),
        },
      );
    }
  },
});

/** The version that a lock or an environment has, else the newest that is known, unless something is known against it. */
function versionOf({ path }: Document, mention: PackageMention, known: Knowledge): string | undefined {
  const { ecosystem, name } = mention;
  const version =
    known.versionInUse(path, ecosystem, name.text)?.version ?? known.packageFacts(ecosystem, name.text)?.latest;
  return version === undefined || isHit(known, mention, version) ? undefined : version;
}

/** Puts a version behind the name and its extras, in place of a range or a tag such as `latest`. */
function pin(
  { path, text }: Document,
  { name, specifier }: PackageMention,
  sign: string,
  version: string,
): readonly Fix[] {
  if (name.end - name.start !== name.text.length) return [];
  const named =
    name.end +
    (/^\[[^\]"']*\]/.exec(text.slice(name.end, specifier?.start ?? name.end + longestExtras))?.[0].length ?? 0);
  const end = specifier?.end ?? named;
  const title = `Start ${name.text} in version ${version}`;
  return [{ title, safety: 'suggested', edits: [{ path, start: named, end, newText: sign + version }] }];
}

const longestExtras = 200;

/** The name that the file gives to the server whose command this is. */
function serverOf(document: Document, { name }: PackageMention): string {
  const server = document.mentions('service').find(({ whole }) => whole.start <= name.start && name.end <= whole.end);
  return server ? `The server "${server.name.text}"` : 'A server';
}
