import { MarkupKind } from 'vscode-languageserver/node';
import type { Hover } from 'vscode-languageserver/node';
import type { WeightFacts } from '../domain/document';
import { givenTo, gravestFirst } from '../domain/scan';
import { formatName } from '../domain/weight-formats';
import { headerFacts } from '../project/header-facts';
import { verdictMeanings } from '../report/inspect';
import type { Session } from '../session';
import type { Position } from '../text/place';
import { sizeText } from '../text/size';
import { code, escaped } from './markdown';
import { commands } from './protocol';
import { uriOf } from './uri';

const mostRows = 4;

/** What is known of the weight file that a text names at a position: what it is, its verdict and why, what its header says. */
export function weightsHoverAt(
  session: Session,
  path: string,
  position: Position,
  hasCommands: boolean,
): Hover | undefined {
  const document = session.document(path);
  const at = document?.lines.offset(position);
  if (!document || at === undefined || document.reading.weights) return undefined;
  const named = document.mentions('weights').find((one) => one.path.start <= at && at <= one.path.end);
  const found = named && session.knowledge.weightsNamed(path, named.path.text);
  if (!found) return undefined;
  const { facts } = found;
  const [first] = gravestFirst(facts.scan?.findings ?? []);
  const verdict = facts.scan?.verdict ?? 'unknown';
  const title = [
    `**${escaped(nameOf(found.path))}**`,
    escaped(formatName(facts.format)),
    sizeText(facts.size),
    ...(hasCommands ? [`[Inspect](command:${commands.inspect}?${argumentsOf(found.path)})`] : []), // where it is seen without scrolling
  ].join(' · ');
  const reason = first ? `${escaped(first.message, longestMessage)}` : `${capital(verdictMeanings[verdict])}.`;
  const rows = rowsOf(facts).slice(0, mostRows);
  const value = [
    title,
    '',
    `**${capital(verdict)}.** ${reason}`,
    ...(rows.length > 0 ? ['', '| | |', '|---|---|'] : []),
    ...rows.map(([label, fact]) => `| ${label} | ${fact} |`),
    '',
    'Read without loading. Nothing was run.',
  ].join('\n');
  return { contents: { kind: MarkupKind.Markdown, value }, range: document.lines.range(named.path) };
}

const longestMessage = 240;

/** As a command link of Markdown takes them. */
function argumentsOf(path: string): string {
  return encodeURIComponent(JSON.stringify([uriOf(path)])).replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'));
}

/** What would run, then what the header says. */
function rowsOf({ scan, metadata }: WeightFacts): readonly (readonly [string, string])[] {
  const [first] = gravestFirst(scan?.findings ?? []);
  const { facts, license } = headerFacts(metadata);
  const { architecture, quantization, parameters } = facts;
  const place = [first?.member, ...(first?.offset === undefined ? [] : [`byte ${first.offset}`])].filter(Boolean);
  const given = first && givenTo(first);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Would run', typeof first?.data?.global === 'string' ? code(first.data.global) : undefined],
    ['With', given && (given.isSecret ? `(hidden, ${given.text.length} characters)` : code(given.text))],
    ['Where', place.length > 0 ? code(place.join(', ')) : undefined],
    ['Parameters', parameters && escaped(parameters)],
    ['Architecture', architecture && escaped(architecture)],
    ['Quantization', quantization && escaped(quantization)],
    ['License', license && escaped(license)],
  ];
  return rows.flatMap(([label, fact]) => (fact === undefined ? [] : [[label, fact] as const]));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
