import { plain } from '../text/plain';

const longest = 120;

/** A text from a file in Markdown: cut, on one line, and never markup. */
export function escaped(text: string, length = longest): string {
  return plain(cut(text, length).replace(/\s+/g, ' ')).replace(/[\\`*_{}[\]<>()#+\-.!|~$&]/g, '\\$&');
}

/** The same in a fixed font. */
export function code(text: string): string {
  return `\`${plain(cut(text, longest).replace(/[`|\s]+/g, ' '))}\``;
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
