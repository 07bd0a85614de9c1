/** Reading JSON that others wrote: whatever is not as it should be counts as absent. */

/** The value that bytes or a text hold; `undefined` where they are no JSON. */
export function parsedJson(content: Uint8Array | string): unknown {
  try {
    return JSON.parse(typeof content === 'string' ? content : new TextDecoder().decode(content)) as unknown;
  } catch {
    return undefined;
  }
}

/** The fields of an object; none of anything else. */
export function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What can stand in a table whose cells are separated by tabs and spaces. */
export function isWord(value: unknown): value is string {
  return typeof value === 'string' && /^[^\s|]{1,512}$/.test(value);
}
