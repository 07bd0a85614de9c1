/** A text on one line without what steers a terminal or turns writing around; such characters are shown as `\u{1b}`. */
export function plain(text: string): string {
  return text.replace(steering, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

/** Control and format characters, line and paragraph separators, lone surrogates. */
const steering = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
