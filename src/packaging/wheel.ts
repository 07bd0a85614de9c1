import { slice, type Slice } from '../text/place';

export interface WheelName {
  readonly name: Slice;
  readonly version: Slice;
}

/** The name and version of the wheel at the end of a URL or path: https://packaging.python.org/en/latest/specifications/binary-distribution-format/#file-name-convention */
export function wheelIn(text: string, from = 0): WheelName | undefined {
  const path = text.slice(from).split(/[?#]/, 1)[0]!;
  const start = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  const match = /^([^\s-]+)-([^\s-]+)(?:-\d[^\s-]*)?-[^\s-]+-[^\s-]+-[^\s-]+\.whl$/i.exec(path.slice(start));
  if (!match) return undefined;
  const at = from + start;
  const nameEnd = at + match[1]!.length;
  const name = slice(text, at, nameEnd);
  return { name: decoded(name), version: decoded(slice(text, nameEnd + 1, nameEnd + 1 + match[2]!.length)) };
}

function decoded(written: Slice): Slice {
  try {
    return { ...written, text: decodeURIComponent(written.text) };
  } catch {
    return written;
  }
}
