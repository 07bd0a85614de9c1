import type { Mention } from '../../domain/mention';
import { spdxOf } from '../../facts/license-ids';
import type { Slice } from '../../text/place';
import { ofOllama } from '../ollama';
import type { Reader } from '../reader';

const longestName = 500;

/** Models that are put together for Ollama. */
export const modelfile: Reader = {
  kind: 'modelfile',
  title: 'Models that are put together for Ollama (Modelfile)',
  files: ['**/Modelfile', '**/*.Modelfile', '**/Modelfile{.,-,_}*'],
  specification: 'https://docs.ollama.com/modelfile',
  gives: ['model', 'weights', 'license'],
  byContent: 'It has the instruction `FROM`.',
  comments: '#',
  read(text) {
    if (!/^[ \t]*FROM[ \t]/im.test(text)) return undefined;
    const mentions: Mention[] = [];
    // An instruction with its argument, which three quotes may hold together over many lines.
    const instruction = /^[ \t]*([A-Za-z]+)[ \t]+(?:"""([^]*?)(?:"""|$(?![^]))|([^\r\n]*))/gm;
    for (const found of text.matchAll(instruction)) {
      const [whole, keyword = '', quoted, plain = ''] = found;
      const raw = quoted ?? plain;
      const start = found.index + whole.length - raw.length - (quoted !== undefined && whole.endsWith('"""') ? 3 : 0);
      const value = unquoted({ text: raw, start, end: start + raw.length });
      mentions.push(...said(keyword.toUpperCase(), value));
    }
    return { mentions, problems: [], comments: '#' };
  },
};

function said(keyword: string, value: Slice): readonly Mention[] {
  if (value.text === '') return [];
  if (keyword === 'FROM') return based(value);
  if (keyword === 'ADAPTER') return local(value, keyword);
  return keyword === 'LICENSE' ? license(value) : [];
}

/** A file or folder, or a model of the Hub or of Ollama's library. */
function based(value: Slice): readonly Mention[] {
  const files = local(value, 'FROM');
  return files.length > 0 ? files : ofOllama(value, { relation: 'derived-from', by: 'FROM', whole: value });
}

function local(value: Slice, by: string): readonly Mention[] {
  const isPath = /^(?:\.{0,2}[/\\]|~|[A-Za-z]:[/\\])|\.(?:gguf|safetensors|bin)$/i.test(value.text);
  return isPath && value.text.length <= longestName ? [{ kind: 'weights', path: value, by }] : [];
}

/** An id or name on one line; a whole license text says nothing that could be told without reading it. */
function license(value: Slice): readonly Mention[] {
  const spdx = value.text.length <= 100 ? spdxOf(value.text) : undefined;
  return spdx === undefined ? [] : [{ kind: 'license', id: value, spdx }];
}

function unquoted({ text, start, end }: Slice): Slice {
  const lead = /^\s*"?/.exec(text)![0].length;
  const tail = text.trimEnd().length - (text[lead - 1] === '"' && text.trimEnd().endsWith('"') ? 1 : 0);
  return tail > lead
    ? { text: text.slice(lead, tail), start: start + lead, end: start + tail }
    : { text: '', start, end };
}
