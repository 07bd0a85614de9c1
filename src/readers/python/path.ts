import type { SyntaxNode } from '@lezer/common';
import type { Slice } from '../../text/place';
import { argumentFor, readArguments } from './arguments';
import type { PythonFile } from './file';

const longest = 1000;
const maxSteps = 3;

/** The path that an expression stands for: a string, `open("…")`, `Path("…")`, `Path("…").open()`. URLs are no paths. */
export function pathOf(expression: SyntaxNode, file: PythonFile): Slice | undefined {
  let node = file.resolve(expression);
  for (let step = 0; node?.name === 'CallExpression' && step < maxSteps; step++) {
    const inner = pathWithin(node, file);
    node = inner && file.resolve(inner);
  }
  const path = node && file.stringOf(node);
  return path && isPathText(path.text) ? path : undefined;
}

/** What a call that opens or wraps a path is given. */
function pathWithin(call: SyntaxNode, file: PythonFile): SyntaxNode | undefined {
  const callee = call.firstChild;
  if (callee?.name === 'MemberExpression' && file.textOf(callee.lastChild!) === 'open') {
    return callee.firstChild?.name === 'CallExpression' ? callee.firstChild : undefined;
  }
  const name = callee ? file.textOf(callee) : '';
  if (name !== 'open' && name !== 'Path' && name !== 'pathlib.Path') return undefined;
  const given = readArguments(call, file.text);
  if (name !== 'open' && given.list.length !== 1) return undefined;
  return argumentFor(given, { position: 0, keywords: ['file'] });
}

function isPathText(path: string): boolean {
  // eslint-disable-next-line no-control-regex -- a path with control characters names no file that anyone meant
  return path !== '' && path.length <= longest && !/^[a-z][a-z0-9+.-]+:|[\0-\x1f\x7f]/i.test(path);
}
