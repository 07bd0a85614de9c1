import assert from 'node:assert/strict';
import { mcp } from '../../src/readers/agents/mcp';
import { readingOf, said } from './said';

/** What a server with this command and these arguments brings in. */
function launched(...words: readonly string[]): readonly string[] {
  const [command, ...args] = words;
  return said(mcp, JSON.stringify({ mcpServers: { s: { command, args } } })).slice(1);
}

describe('reader mcp', () => {
  it('reads servers, where they are reached, and what they launch, but no secrets', () => {
    const text = `{
  // comments are allowed in VS Code
  "servers": {
    "files": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-filesystem@2025.8.21", "/tmp"],
               "env": { "TOKEN": "ghp_secret", "PACKAGE": "acme/secret" } },
    "remote": { "type": "http", "url": "https://mcp.acme.com/api/mcp/s/bXktc2VjcmV0LXRva2VuLTEyMw/mcp?key=secret",
                "headers": { "Authorization": "Bearer secret" } },
    "hidden": { "url": "https://user:secret@mcp.acme.com/" },
  },
}`;
    assert.deepEqual(said(mcp, text), [
      'service files',
      'npm @modelcontextprotocol/server-filesystem 2025.8.21 (==2025.8.21)',
      'service remote https://mcp.acme.com/api/mcp/s',
      'service hidden',
    ]);
    const { mentions, problems } = readingOf(mcp, text);
    assert.doesNotMatch(JSON.stringify(mentions), /secret|bXkt/);
    assert.deepEqual(problems, []);
  });

  it('looks into scripts, and into a command that is written as one text', () => {
    assert.deepEqual(launched('bash', '-c', 'cd /x && npx -y @acme/a@1.0.0 --key=x'), ['npm @acme/a 1.0.0 (==1.0.0)']);
    assert.deepEqual(launched('npx -y @acme/a@1.0.0'), ['npm @acme/a 1.0.0 (==1.0.0)']);
    assert.deepEqual(launched('bash', 'start.sh'), []);
  });

  it('knows the programs that download what they run', () => {
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ['npx -y mcp-remote https://x.dev/sse', ['npm mcp-remote']],
      ['npx --yes -p tool@latest -p @a/b@^1.2.3 run', ['npm tool latest', 'npm @a/b ^1.2.3']],
      ['npx --package=tool@1.0.0 run', ['npm tool 1.0.0 (==1.0.0)']],
      ['cmd /c npx -y some-server', ['npm some-server']],
      ['pnpm dlx some-server', ['npm some-server']],
      ['bunx some-server', ['npm some-server']],
      ['uvx mcp-server-git', ['pypi mcp-server-git']],
      ['uvx mcp-server-git@2025.1.14', ['pypi mcp-server-git 2025.1.14 (==2025.1.14)']],
      ['uvx mcp-server-git@latest', ['pypi mcp-server-git latest']],
      ['uvx --python 3.12 --from acme[cli]==1.0 --with rich acme', ['pypi acme ==1.0 (==1.0)', 'pypi rich']],
      ['uvx --from git+https://github.com/acme/x x', ['pypi git+https://github.com/acme/x']],
      ['uv tool run acme', ['pypi acme']],
      ['uv run --with fastmcp>=2 fastmcp run server.py', ['pypi fastmcp >=2 (>=2)']],
      ['pipx run --spec acme==2.0 acme', ['pypi acme ==2.0 (==2.0)']],
      ['docker run -i --rm -e TOKEN --name x mcp/github:v1 stdio', ['docker mcp/github v1 (==v1)']],
      ['C:\\Tools\\docker.exe run ghcr.io/acme/x@sha256:0a', ['docker ghcr.io/acme/x sha256:0a (==sha256:0a)']],
      ['uvx --from acme@1.0 acme', ['pypi acme 1.0 (==1.0)']],
      ['deno run -A npm:@acme/d@1.0.0', ['npm @acme/d 1.0.0 (==1.0.0)']],
      ['node server.js', []],
      ['python -m server', []],
      ['npx', []],
      ['npx -y ./local', []],
      ['uvx ${PACKAGE}', []],
      ['docker run $IMAGE', []],
    ];
    for (const [command, expected] of cases) assert.deepEqual(launched(...command.split(' ')), expected, command);
  });

  it('reads what is half typed, and leaves other JSON alone', () => {
    assert.deepEqual(said(mcp, '{"mcpServers": {"a": {"command": "npx", "args": ["x"'), ['service a', 'npm x']);
    assert.deepEqual(said(mcp, '{"mcpServers": {"a": {"command": 3, "args": {"b": 1}}, "b": null}}'), ['service a']);
    for (const text of ['{}', '[]', '', '{"servers": [1]}', '{"x": "mcpServers"}'])
      assert.deepEqual(mcp.read(text, 'mcp.json')?.mentions ?? [], [], text);
  });
});
