/** Pickles put together by hand, as Latin-1 text: what stands in the file, byte for byte. */

/** The bytes of a text of Latin-1. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** SHORT_BINUNICODE. */
export function short(text: string): string {
  return `\x8c${String.fromCharCode(text.length)}${text}`;
}

/** BINUNICODE. */
export function long(text: string): string {
  return `X${u32(text.length)}${text}`;
}

/** BINBYTES. */
export function binary(bytes: string): string {
  return `B${u32(bytes.length)}${bytes}`;
}

/** GLOBAL: `os.system` as written with all protocols. */
export function global(module: string, name: string): string {
  return `c${module}\n${name}\n`;
}

/** STACK_GLOBAL: the same since protocol 4. */
export function stackGlobal(module: string, name: string): string {
  return `${short(module)}\x94${short(name)}\x94\x93\x94`;
}

/** A little-endian number of four bytes. */
export function u32(value: number): string {
  return String.fromCharCode(value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >>> 24) & 255);
}
