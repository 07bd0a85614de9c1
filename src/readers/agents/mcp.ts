import type { Mention } from '../../domain/mention';
import { JsonSource, type JsonEntry, type JsonNode } from '../json-source';
import type { Reader } from '../reader';
import { withoutSecrets } from '../service-url';
import { launchedPackages } from './launch';

/** Servers of the Model Context Protocol that an editor or agent starts. */
export const mcp: Reader = {
  kind: 'mcp',
  title: 'Servers that AI agents start (mcp.json, claude_desktop_config.json)',
  files: [
    '**/{mcp,.mcp,mcp_config,mcp_settings,cline_mcp_settings,claude_desktop_config}.json',
    '**/.{gemini,claude}/settings.json',
  ],
  specification: 'https://modelcontextprotocol.io/docs/develop/connect-local-servers',
  gives: ['service', 'package'],
  byContent: 'It has the key `mcpServers` or `servers`.',
  read(text) {
    if (!/"(?:mcpServers|servers)"/.test(text)) return undefined;
    const json = new JsonSource(text);
    const groups = [json.top('mcpServers'), json.top('servers'), json.top('mcp', 'servers')];
    const servers = groups.flatMap((group) => json.entries(group));
    if (servers.length === 0 && json.problems.length === 0 && groups.every((group) => group === undefined))
      return undefined;
    return { mentions: servers.flatMap((server) => serverIn(json, server)), problems: json.problems };
  },
};

/** A server and the packages that its command installs. Of variables and headers nothing is read: they hold secrets. */
function serverIn(json: JsonSource, { key, value }: JsonEntry): readonly Mention[] {
  if (value?.type !== 'object' || key.text.trim() === '') return [];
  const text = (name: string) => json.string(json.valueOf(value, name));
  const url = withoutSecrets(text('url') ?? text('serverUrl') ?? text('httpUrl'));
  const words = [json.valueOf(value, 'command'), ...json.items(json.valueOf(value, 'args'))].flatMap(
    (node: JsonNode) => json.string(node) ?? [],
  );
  const end = json.spanOf(value)?.end ?? key.end;
  const whole = { start: key.start, end };
  return [{ kind: 'service', name: key, by: 'mcp', ...(url && { url }), whole }, ...launchedPackages(words)];
}
