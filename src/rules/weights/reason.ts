import { givenTo, type Given, type ScanFinding } from '../../domain/scan';
import { nameOf, type SpokenOf } from './spoken-of';

/** What a rule about a scan tells with its message. */
export interface Reason extends Readonly<Record<string, unknown>> {
  readonly reason: string;
  /** Begins with a space where there is more to say. */
  readonly more: string;
  readonly code: string;
}

const longestArgument = 60;

/** The first of some findings in words, and how many more there are; `undefined` where there are none. */
export function reasonOf(findings: readonly ScanFinding[], spoken: SpokenOf): Reason | undefined {
  const [first, ...others] = findings;
  if (!first) return undefined;
  const { code, message, member, offset, data } = first;
  const given = givenTo(first);
  const { global } = data ?? {};
  const to = typeof global === 'string' && !message.includes(global) ? ` to ${cut(global)}` : '';
  const said = [
    ...(given ? [`It passes on ${inWords(given)}${to}.`] : []),
    ...(others.length > 0
      ? [`${others.length} more ${others.length === 1 ? 'place' : 'places'}: weighbridge inspect shows them.`]
      : []),
  ];
  return {
    code,
    reason: spoken.written ? named(message, nameOf(spoken.path)) : message,
    more: said.map((one) => ` ${one}`).join(''),
    ...(member !== undefined && { member }),
    ...(offset !== undefined && { offset }),
  };
}

/**
 * Whether it is about a chat template in the file. `weights/chat-template` alone speaks of these: loading the file does no harm,
 * chatting does, and the same template stands in text files, too.
 */
export function isOfTemplate({ code }: ScanFinding): boolean {
  return code.startsWith('template/');
}

/** What is said of "this file", said of a file that another one names. */
function named(message: string, name: string): string {
  const about = message.replace(/\b[Tt]his (?:file|model|archive)\b/, name);
  return about === message ? `${name}, named here: ${message}` : about;
}

function inWords({ text, isSecret }: Given): string {
  return isSecret ? `${text.length} characters that may hold a key or a password` : JSON.stringify(cut(text));
}

function cut(text: string): string {
  return text.length > longestArgument ? `${text.slice(0, longestArgument)}…` : text;
}
