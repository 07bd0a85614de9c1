import type { Document } from '../../domain/document';
import { exactVersion } from '../../domain/exact-version';
import type { PackageMention } from '../../domain/mention';
import { packagePurl } from '../../packaging/purl';
import { rule } from '../rule';

/** A server that an agent fetches anew at each start runs, with the rights of its user, what was published last. */
export const unpinnedServer = rule({
  id: 'mcp/unpinned-server',
  title: 'A server for AI agents is started in whatever version is newest',
  severity: 'warning',
  fix: 'none',
  reads: ['mcp'],
  messages: {
    any: '{server} starts {name} in whatever version is newest, with all the rights of the user. Put a version that has been checked behind the name, such as {name}{sign}1.2.3.',
    range:
      '{server} starts {name} in whatever version {asked} means at the time, with all the rights of the user. Name one version that has been checked.',
  },
  check(document, { report }) {
    for (const mention of document.mentions('package')) {
      const { ecosystem, name, specifier, url } = mention;
      if ((ecosystem !== 'npm' && ecosystem !== 'pypi') || url || exactVersion(mention) !== undefined) continue;
      if (specifier && /[${}<%]/.test(specifier.text) && mention.clauses.length === 0) continue;
      report(
        { start: name.start, end: specifier?.end ?? name.end },
        specifier ? 'range' : 'any',
        {
          server: serverOf(document, mention),
          name: name.text,
          asked: specifier?.text,
          sign: ecosystem === 'npm' ? '@' : '==',
        },
        { subject: packagePurl(ecosystem, name.text) },
      );
    }
  },
});

/** The name that the file gives to the server whose command this is. */
function serverOf(document: Document, { name }: PackageMention): string {
  const server = document.mentions('service').find(({ whole }) => whole.start <= name.start && name.end <= whole.end);
  return server ? `The server "${server.name.text}"` : 'A server';
}
