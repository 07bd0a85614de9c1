import type { SyntaxNode } from '@lezer/common';
import type { Slice } from '../../text/place';
import { argumentFor, readArguments } from './arguments';
import type { PythonFile } from './file';

const longest = 1000;
const deepest = 8;

/** Calls that give the path that they are given, perhaps opened. */
const wrappers =
  /^(?:open|str|Path|PurePath|pathlib\.Path|os\.fspath|os\.path\.(?:abspath|realpath|normpath|expanduser))$/;
const joins = /^(?:os\.path\.join|Path|pathlib\.Path)$/;
const ownFolder =
  /^(?:os\.path\.dirname\((?:os\.path\.(?:abspath|realpath)\()?__file__\)?\)|(?:pathlib\.)?Path\(__file__\)(?:\.(?:resolve|absolute)\(\))?\.parent)$/;

/**
 * The path that an expression stands for: a string, `open("…")`, `Path("…") / "…"`, `os.path.join("…", "…")`. One from the folder
 * of the file itself counts from there. URLs are no paths.
 */
export function pathOf(expression: SyntaxNode, file: PythonFile): Slice | undefined {
  const path = pathIn(expression, file, 0);
  return path && isPathText(path.text) ? path : undefined;
}

function pathIn(expression: SyntaxNode, file: PythonFile, depth: number): Slice | undefined {
  const node = file.resolve(expression);
  if (!node || depth > deepest) return undefined;
  const text = file.stringOf(node);
  if (text) return text;
  const place = { start: node.from, end: node.to };
  if (node.to - node.from <= longest && ownFolder.test(file.textOf(node))) return { text: '.', ...place };
  const inner = (part: SyntaxNode | null | undefined) => (part ? pathIn(part, file, depth + 1) : undefined);
  const whole = (parts: readonly (SyntaxNode | null | undefined)[]): Slice | undefined => {
    const paths = parts.map(inner);
    if (paths.some((path) => path === undefined)) return undefined;
    return { text: paths.map((path) => path!.text).reduce(joined), ...place };
  };

  if (node.name === 'BinaryExpression' && file.textOf(node.firstChild!.nextSibling!) === '/')
    return whole([node.firstChild, node.lastChild]);
  if (node.name !== 'CallExpression') return undefined;
  const callee = node.firstChild!;
  const given = readArguments(node, file.text);
  const method = callee.name === 'MemberExpression' ? file.textOf(callee.lastChild!) : '';
  const name = file.textOf(callee);
  if (joins.test(name) && given.list.length > 1) return whole(given.list.map(({ value }) => value));
  if (wrappers.test(name)) return inner(argumentFor(given, { position: 0, keywords: ['file'] }));
  if (method === 'joinpath') return whole([callee.firstChild, ...given.list.map(({ value }) => value)]);
  const isSame =
    /^(?:open|resolve|absolute|as_posix|expanduser)$/.test(method) && isPathObject(callee.firstChild!, file);
  return isSame ? inner(callee.firstChild) : undefined;
}

function isPathObject(object: SyntaxNode, file: PythonFile): boolean {
  const node = file.resolve(object);
  return node?.name === 'CallExpression' || node?.name === 'BinaryExpression';
}

/** A path behind another one, which counts from the root if it begins with a slash. */
function joined(first: string, second: string): string {
  if (/^(?:[/\\]|[A-Za-z]:)/.test(second) || first === '.') return second;
  return first.endsWith('/') ? first + second : `${first}/${second}`;
}

function isPathText(path: string): boolean {
  // eslint-disable-next-line no-control-regex -- a path with control characters names no file that anyone meant
  return path !== '' && path !== '.' && path.length <= longest && !/^[a-z][a-z0-9+.-]+:|[\0-\x1f\x7f]/i.test(path);
}
