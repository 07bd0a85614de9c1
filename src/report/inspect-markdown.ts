import { gravestFirst, type ScanFinding } from '../domain/scan';
import { formatName } from '../domain/weight-formats';
import { plain } from '../text/plain';
import { sizeText } from '../text/size';
import { verdictMeanings, type InspectedFile } from './inspect';

const mostFindings = 200;

/** For the preview of an editor. Nothing that comes from the file is ever markup. */
export function inspectMarkdown({ file, format, verdict, size, findings, metadata, sha256 }: InspectedFile): string {
  const facts: readonly (readonly [string, string])[] = [
    ['Format', text(formatName(format))],
    ['Size', size < 1000 ? sizeText(size) : `${sizeText(size)} (${size} bytes)`],
    ...(sha256 === undefined ? [] : [['SHA-256', code(sha256)] as const]),
    ...Object.entries(metadata).map(([name, value]) => [text(name), text(value)] as const),
  ];
  return [
    `# ${text(file)}`,
    '',
    `**${sentence(verdict)}** ${sentence(verdictMeanings[verdict])}`,
    '',
    'Read without loading. Nothing was run.',
    ...(findings.length > 0 ? ['', '## What was found', ''] : []),
    ...gravestFirst(findings).slice(0, mostFindings).map(findingLines),
    ...(findings.length > mostFindings ? [`- and ${findings.length - mostFindings} more`] : []),
    '',
    '## What the file says',
    '',
    '| | |',
    '|---|---|',
    ...facts.map(([name, value]) => `| ${name} | ${value} |`),
    '',
  ].join('\n');
}

/** What was found, and below it where, with which arguments, and its code. */
function findingLines({ code: id, verdict, message, member, offset, data }: ScanFinding): string {
  const passed = Array.isArray(data?.arguments)
    ? data.arguments.map((one) => JSON.stringify(one)).join(', ')
    : undefined;
  const details = [
    ...(member === undefined ? [] : [`in ${code(member)}`]),
    ...(offset === undefined ? [] : [`at byte ${offset}`]),
    ...(passed === undefined ? [] : [`with ${code(passed)}`]),
    `\`${id}\``,
  ];
  return `- **${sentence(verdict)}** ${text(message)}  \n  ${details.join(' · ')}`;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** With every sign escaped that Markdown could take for its own. */
function text(value: string): string {
  return plain(value).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

function code(value: string): string {
  const shown = plain(value).replace(/[`|]/g, "'");
  return `\`${shown === '' ? ' ' : shown}\``;
}
