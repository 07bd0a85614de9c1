import type { Knowledge } from '../../../src/domain/knowledge';
import { unpinnedServer } from '../../../src/rules/mcp/unpinned-server';
import { ruleTest, type Situation } from '../rule-test';

const answer = { asOf: '2026-07-23', source: 'npm' };
const newest: Partial<Knowledge> = {
  packageFacts: () => ({ ...answer, status: 'active', latest: '2.1.0', versions: ['2.1.0'] }),
};

/** A file with one server called `files`. */
function server(command: string, ...args: readonly string[]): { readonly code: string; readonly file: string } {
  const words = args.map((word) => `"${word}"`).join(', ');
  return { code: `{ "mcpServers": { "files": { "command": "${command}", "args": [${words}] } } }`, file: '.mcp.json' };
}

ruleTest(unpinnedServer, {
  silent: [
    server('npx', '-y', '@modelcontextprotocol/server-filesystem@2025.8.21', '/data'),
    server('uvx', 'mcp-server-git==2025.9.25'),
    server('uvx', 'mcp-server-git@2025.9.25'),
    server('uvx', '--from', 'git+https://example.org/a/b', 'b'),
    server('node', 'build/index.js'),
    server('docker', 'run', '-i', 'mcp/git'),
    { code: '{ "servers": { "remote": { "url": "https://mcp.example.org" } } }', file: 'mcp.json' },
    { code: '{ "mcpServers": {', file: 'mcp.json' },
  ],
  speaks: [
    {
      ...server('npx', '-y', '«@modelcontextprotocol/server-filesystem»', '/data'),
      says: 'any',
      message:
        'The server "files" starts @modelcontextprotocol/server-filesystem in whatever version is newest, with all the rights of the user. Put a version that has been checked behind the name, such as @modelcontextprotocol/server-filesystem@1.2.3.',
      subject: 'pkg:npm/%40modelcontextprotocol/server-filesystem',
    },
    {
      ...server('npx', '«@playwright/mcp@latest»'),
      says: 'range',
      message: /in whatever version latest means at the time,/,
    },
    { ...server('npx', '-y', '«server-everything@^1.2»'), says: 'range' },
    { ...server('uvx', '«mcp-server-git»'), says: 'any', message: /such as mcp-server-git==1\.2\.3\.$/ },
    { ...server('uvx', '«mcp-server-git>=2025»', '--repository', '.'), says: 'range' },
    { ...server('pipx', 'run', '«mcp-server-time»'), says: 'any' },

    // The version of a lock, else the newest that is known.
    ...[
      [server('npx', '-y', '«@acme/files»', '/data'), 'any', server('npx', '-y', '@acme/files@2.1.0', '/data')],
      [server('npx', '«@acme/files@latest»'), 'range', server('npx', '@acme/files@2.1.0')],
      [server('uvx', '«files»'), 'any', server('uvx', 'files==2.1.0')],
      [server('uvx', '«files»[all]'), 'any', server('uvx', 'files[all]==2.1.0')],
      [server('uvx', '«files>=2»'), 'range', server('uvx', 'files==2.1.0')],
    ].map(([given, says, fixed]) => ({
      ...(given as Situation),
      says: says as string,
      knowing: newest,
      suggested: (fixed as Situation).code,
    })),
    {
      ...server('npx', '«files»'),
      says: 'any',
      knowing: {
        ...newest,
        versionInUse: () => ({ version: '2.0.3', source: 'package-lock.json', standing: 'binding' }),
      },
      message: /such as files@2\.0\.3\.$/,
      suggested: server('npx', 'files@2.0.3').code,
    },
    {
      ...server('uvx', '«files»'),
      says: 'any',
      knowing: { ...newest, release: () => ({ ...answer, yanked: true, hashes: [] }) },
    },
  ],
});
