/** A text on one line without what steers a terminal or turns writing around; such characters are shown as `\u{1b}`. */
export function plain(text: string): string {
  return text.replace(steering, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

/** JSON with a line end, in which such characters are escaped; it means the same. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, escaped) + '\n';
}

function escaped(character: string): string {
  return character.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Control and format characters, line and paragraph separators, lone surrogates. */
const steering = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
