import type { Slot } from '../../domain/mention';
import type { Slice } from '../../text/place';

/** The place behind a text value of an object, for another key; on a line of its own where the value has one. */
export function slotInJson(text: string, value: Slice, key: string): Slot | undefined {
  if (text[value.start - 1] !== '"' || text[value.end] !== '"') return undefined;
  const lineStart = Math.max(text.lastIndexOf('\n', value.start), text.lastIndexOf('\r', value.start)) + 1;
  const [, indent] = /^([ \t]*)"[^"]*"[ \t]*:[ \t]*"$/.exec(text.slice(lineStart, value.start)) ?? [];
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const between = indent === undefined || lineStart === 0 ? ' ' : lineEnd + indent;
  return { at: value.end + 1, before: `,${between}"${key}": "`, after: '"' };
}
