import type { Slot } from '../domain/mention';
import type { Slice } from '../text/place';
import { YamlSource } from './yaml-source';

const mostDocuments = 500;

/** The documents of a YAML stream, which lines of `---` set apart: https://yaml.org/spec/1.2.2/#92-streams */
export function yamlDocuments(text: string): readonly YamlSource[] {
  const documents: YamlSource[] = [];
  const add = (start: number, end: number): void => {
    if (/^[ \t]*[^\s#]/m.test(text.slice(start, end))) documents.push(new YamlSource(text, { start, end }));
  };
  let start = 0;
  for (const { index } of text.matchAll(/^---(?=\s|$)/gm)) {
    if (documents.length >= mostDocuments) return documents;
    add(start, index);
    start = index + 3;
  }
  add(start, text.length);
  return documents;
}

/**
 * The place on a line of its own below `key: value`, for another key of the same mapping. Undefined where the mapping
 * is written in braces or the value goes on.
 */
export function slotBelow(text: string, value: Slice, key: string): Slot | undefined {
  const lineStart = Math.max(text.lastIndexOf('\n', value.start - 1), text.lastIndexOf('\r', value.start - 1)) + 1;
  const [lead, indent] = /^([ ]*(?:-[ ]+)*)[\w"'-]+[ ]*:[ ]+["']?$/.exec(text.slice(lineStart, value.start)) ?? [];
  const [rest] = /^["']?[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|$)/.exec(text.slice(value.end, value.end + 500)) ?? [];
  if (lead === undefined || indent === undefined || rest === undefined) return undefined;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const before = `${lineEnd}${indent.replaceAll('-', ' ')}${key}: "`;
  return { at: value.end + rest.length, before, after: '"' };
}
