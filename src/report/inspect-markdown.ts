import { gravestFirst, type ScanFinding } from '../domain/scan';
import { formatName } from '../domain/weight-formats';
import { sizeText } from '../text/size';
import { verdictMeanings, type InspectedFile } from './inspect';
import { plain } from '../text/plain';

const mostFindings = 200;

/** For the preview of an editor. What comes from the file stands in code, where it is never markup. */
export function inspectMarkdown({ file, format, verdict, size, findings, metadata, sha256 }: InspectedFile): string {
  const facts: readonly (readonly [string, string])[] = [
    ['Format', formatName(format)],
    ['Size', size < 1000 ? sizeText(size) : `${sizeText(size)} (${size} bytes)`],
    ...(sha256 === undefined ? [] : [['SHA-256', sha256] as const]),
    ...Object.entries(metadata),
  ];
  return [
    `# ${code(file)}`,
    '',
    `**${verdict}**: ${verdictMeanings[verdict]}.`,
    '',
    'Read without loading. Nothing was run.',
    ...(findings.length > 0 ? ['', '## What was found', ''] : []),
    ...gravestFirst(findings).slice(0, mostFindings).map(findingLine),
    ...(findings.length > mostFindings ? [`- and ${findings.length - mostFindings} more`] : []),
    '',
    '## What the file says',
    '',
    '| | |',
    '|---|---|',
    ...facts.map(([name, value]) => `| ${code(name)} | ${code(value)} |`),
    '',
  ].join('\n');
}

function findingLine({ code: id, verdict, message, member, offset, data }: ScanFinding): string {
  const place = [...(member === undefined ? [] : [code(member)]), ...(offset === undefined ? [] : [`byte ${offset}`])];
  const given = Array.isArray(data?.arguments)
    ? ` Arguments: ${code(data.arguments.map((one) => JSON.stringify(one)).join(', '))}`
    : '';
  const where = place.length > 0 ? ` (${place.join(', ')})` : '';
  return `- **${verdict}** ${code(message)}${where}${given} · \`${id}\``;
}

function code(text: string): string {
  const shown = plain(text).replace(/[`|]/g, "'");
  return `\`${shown === '' ? ' ' : shown}\``;
}
