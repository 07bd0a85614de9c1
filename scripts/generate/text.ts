/** Puts text between the markers of a generated part; `undefined` where a file has no such part. */
export function withGenerated(text: string, part: string, content: string): string | undefined {
  const [begin, end] = markers(part);
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  return from < 0 || to < 0
    ? undefined
    : `${text.slice(0, from)}${generated(part, content)}${text.slice(to + end.length)}`;
}

/** A generated part with its markers. */
export function generated(part: string, content: string): string {
  const [begin, end] = markers(part);
  return `${begin}\n${content}\n${end}`;
}

/** A Markdown table; a bar in a cell is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

function markers(part: string): readonly [begin: string, end: string] {
  return [`<!-- generated: ${part} (npm run generate) -->`, '<!-- generated end -->'];
}
