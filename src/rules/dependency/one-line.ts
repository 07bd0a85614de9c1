const longest = 100;

/** What others wrote on an index, as one short line that can be quoted in a message. */
export function oneLine(text: string): string {
  const line = text
    .replace(/["\s]+/g, ' ')
    .trim()
    .replace(/\.$/, '');
  return line.length > longest ? `${line.slice(0, longest).trimEnd()}…` : line;
}
