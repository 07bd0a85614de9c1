import type { SyntaxNode } from '@lezer/common';
import type { Slice } from '../../text/place';
import type { TextEdit } from '../../text/edit';
import { argumentFor, type Arguments } from './arguments';
import type { PythonFile } from './file';

/** What may be left out with another loader: where tensors are put is said to it as `device`. */
const replaceable: ReadonlySet<string | undefined> = new Set([undefined, 'map_location', 'weights_only', 'mmap']);

/**
 * The edits, but for the path itself, that make a call of `torch.load` one of `safetensors.torch.load_file`; nothing where the
 * path stands elsewhere, or the call says what the other one does not know.
 * https://huggingface.co/docs/safetensors/api/torch
 */
export function tensorsInstead(
  call: SyntaxNode,
  path: Slice,
  given: Arguments,
  file: PythonFile,
): readonly TextEdit[] | undefined {
  const [first, ...others] = given.list;
  const { last } = given;
  const device = argumentFor(given, { position: 1, keywords: ['map_location'] });
  if (!first || !last || !call.firstChild || first.keyword !== undefined || first.value.name !== 'String')
    return undefined;
  if (first.value.from > path.start || path.end > first.value.to) return undefined;
  const isPlain = others.every(
    ({ keyword, value }) => replaceable.has(keyword) && (keyword !== undefined || value === device),
  );
  const isPlaced = !device || device.name === 'String';
  if (!isPlain || !isPlaced || file.text.slice(first.value.to, last.end).includes('*')) return undefined;
  const imported = importOfSafetensors(file);
  if (!imported) return undefined;
  const rest = device ? `, device=${file.textOf(device)}` : '';
  return [
    ...imported,
    { start: call.firstChild.from, end: call.firstChild.to, newText: 'safetensors.torch.load_file' },
    { start: first.value.to, end: last.end, newText: rest },
  ].filter(({ start, end, newText }) => start < end || newText !== '');
}

/** The import in front of that of torch, unless it is there; nothing where torch is not imported at the start of a line. */
function importOfSafetensors(file: PythonFile): readonly TextEdit[] | undefined {
  let before: number | undefined;
  for (const { name, parent } of file.words.matchingCode(/\bimport\b/g)) {
    if (name !== 'import' || parent?.name !== 'ImportStatement' || !/[\r\n]|^$/.test(file.text.charAt(parent.from - 1)))
      continue;
    const statement = file.textOf(parent);
    if (/^import\s+safetensors\.torch$/.test(statement)) return [];
    if (/^(?:import|from)\s+torch\b/.test(statement)) before ??= parent.from;
  }
  const lineEnd = file.text.includes('\r\n') ? '\r\n' : '\n';
  return before === undefined
    ? undefined
    : [{ start: before, end: before, newText: `import safetensors.torch${lineEnd}` }];
}
