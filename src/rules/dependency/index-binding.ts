import type { Document } from '../../domain/document';
import type { Fix } from '../../domain/finding';
import type { PackageIndexMention, PackageMention } from '../../domain/mention';
import type { TextEdit } from '../../text/edit';

/**
 * Binds packages to an index by its name, in the way of Poetry or uv, and takes nothing else from that index. All or nothing:
 * there is no fix where a package, or the index, is written in a way that does not show where to put it.
 */
export function bindToIndex(
  document: Document,
  index: PackageIndexMention,
  packages: readonly PackageMention[],
): readonly Fix[] {
  const { path, kind, text } = document;
  const table = /^\[\[\s*tool\s*\.\s*(poetry|uv)\b/.exec(text.slice(index.whole.start, index.whole.end))?.[1];
  if (kind !== 'pyproject' || !index.name || table === undefined) return [];
  const name = `"${index.name.text}"`;
  const edits =
    table === 'uv'
      ? [setKey(text, index, 'explicit', 'true'), uvSources(text, packages, name)]
      : [
          setKey(text, index, 'priority', '"explicit"'),
          ...packages.map((mention) => poetrySource(text, mention, name)),
        ];
  const given = edits.flatMap((edit) => (edit ? [{ path, ...edit }] : []));
  if (given.length < edits.length) return [];
  const what = packages.length === 1 ? packages[0]!.name.text : `${packages.length} packages`;
  return [{ title: `Bind ${what} to the index ${index.name.text}`, safety: 'suggested', edits: given }];
}

/** A key of the table of an index, with another value or new. */
function setKey(text: string, { whole }: PackageIndexMention, key: string, value: string): TextEdit {
  const written = new RegExp(`^([ \\t]*${key}[ \\t]*=[ \\t]*)([^\\s#]+)`, 'm').exec(text.slice(whole.start, whole.end));
  if (!written) return { start: whole.end, end: whole.end, newText: `${lineEnd(text)}${key} = ${value}` };
  const start = whole.start + written.index + written[1]!.length;
  return { start, end: start + written[2]!.length, newText: value };
}

/** `name = "^1"`, `name = { version = "^1" }`, or a table of its own. */
function poetrySource(text: string, { whole }: PackageMention, index: string): TextEdit | undefined {
  const written = text.slice(whole.start, whole.end);
  const plain = /=\s*("[^"\n]*"|'[^'\n]*')$/.exec(written)?.[1];
  if (plain !== undefined && !written.startsWith('['))
    return { start: whole.end - plain.length, end: whole.end, newText: `{ version = ${plain}, source = ${index} }` };
  if (written.startsWith('['))
    return { start: whole.end, end: whole.end, newText: `${lineEnd(text)}source = ${index}` };
  const inside = /[^\s,{](?=\s*\}$)/.exec(written);
  if (!inside) return undefined;
  const at = whole.start + inside.index + 1;
  return { start: at, end: at, newText: `, source = ${index}` };
}

/** Lines in `tool.uv.sources`, which comes last where there is none yet. */
function uvSources(text: string, packages: readonly PackageMention[], index: string): TextEdit {
  const end = lineEnd(text);
  const names = [...new Set(packages.map(({ name }) => (/^[\w-]+$/.test(name.text) ? name.text : `"${name.text}"`)))];
  const lines = names.map((name) => `${name} = { index = ${index} }`).join(end);
  const header = /^[ \t]*\[[ \t]*tool\.uv\.sources[ \t]*\][^\r\n]*/m.exec(text);
  const at = header ? header.index + header[0].length : text.length;
  if (header) return { start: at, end: at, newText: `${end}${lines}` };
  return {
    start: at,
    end: at,
    newText: `${text.endsWith('\n') ? '' : end}${end}[tool.uv.sources]${end}${lines}${end}`,
  };
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
