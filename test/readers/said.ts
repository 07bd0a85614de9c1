import assert from 'node:assert/strict';
import type { Reading } from '../../src/domain/document';
import type { Mention } from '../../src/domain/mention';
import type { Reader } from '../../src/readers/reader';
import { slicesOf } from './mentions';

/** What a reader makes of a text; every place is held against the text. */
export function readingOf(reader: Reader, text: string, path = 'file'): Reading {
  const reading = reader.read(text, path);
  assert.ok(reading, `${reader.kind} does not read this`);
  for (const mention of reading.mentions) {
    for (const { text: meant, start, end } of slicesOf(mention)) assert.equal(text.slice(start, end), meant, path);
  }
  for (const { start, end } of reading.problems) assert.ok(0 <= start && start <= end && end <= text.length, path);
  return reading;
}

/** What a reader says about a text, one line a mention. */
export function said(reader: Reader, text: string): readonly string[] {
  return readingOf(reader, text).mentions.map(lineOf);
}

/** A text with the revision put in at each place that a mention offers for one. */
export function pinned(reader: Reader, text: string, revision: string): string {
  const slots = readingOf(reader, text).mentions.flatMap((mention) =>
    mention.kind === 'model' || mention.kind === 'dataset' ? (mention.revisionSlot ?? []) : [],
  );
  const sorted = [...slots].sort((a, b) => b.at - a.at);
  return sorted.reduce(
    (result, { at, before, after }) => result.slice(0, at) + before + revision + after + result.slice(at),
    text,
  );
}

function lineOf(mention: Mention): string {
  if (mention.kind === 'package') {
    const { ecosystem, name, specifier, url, clauses } = mention;
    const exact = clauses.map(({ operator, version }) => `${operator}${version.text}`).join(',');
    const parts = [ecosystem, name.text || url?.text, specifier?.text, exact && `(${exact})`];
    return parts.filter((part) => part !== undefined && part !== '').join(' ');
  }
  if (mention.kind === 'model' || mention.kind === 'dataset') {
    const { kind, relation, name, by, revision, revisionState } = mention;
    const derivation = mention.kind === 'model' ? mention.derivation : undefined;
    const state = revisionState === 'literal' ? `@${revision!.text}` : revisionState === 'unknown' ? '@?' : '';
    return `${kind} ${relation} ${name.text}${state} by ${by}${derivation === undefined ? '' : ` (${derivation})`}`;
  }
  if (mention.kind === 'weights') return `weights ${mention.path.text} by ${mention.by}`;
  if (mention.kind === 'license') return `license ${mention.id.text} = ${mention.spdx ?? '?'}`;
  if (mention.kind === 'service') return `service ${mention.name.text} ${mention.url?.text ?? ''}`.trim();
  if (mention.kind === 'code') return `code ${mention.name.text} by ${mention.by}`;
  if (mention.kind === 'template') return `template ${mention.name?.text ?? ''} by ${mention.by}`;
  if (mention.kind === 'include') return `include ${mention.path.text} as ${mention.as}`;
  if (mention.kind === 'install-option') return [mention.option, mention.value?.text].join(' ').trim();
  return [mention.kind, ...[...slicesOf(mention)].map(({ text }) => text)].join(' ');
}
