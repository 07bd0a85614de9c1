import { CompletionItemKind } from 'vscode-languageserver/node';
import type { CompletionItem } from 'vscode-languageserver/node';
import { ignoreKeys, intendedUses, policyKeys, ruleLevels } from '../project/policy';
import { rules } from '../rules';
import type { Position } from '../text/place';

/** What can be written at a position of a `weighbridge.yaml`. Judged by indentation, so that it works in half-typed text. */
export function policyCompletions(text: string, { line, character }: Position): CompletionItem[] {
  const lines = text.split(/\r\n|\r|\n/).slice(0, line + 1);
  const before = (lines[line] ?? '').slice(0, character);
  const parent = parentOf(lines, line);
  const value = /^\s*(?:-\s+)?["']?([\w/-]+)["']?:\s+\S*$/.exec(before)?.[1];
  if (value !== undefined) return valuesOf(value, parent);
  if (parent === undefined) return keys(policyKeys);
  if (parent === 'rules') return rules.map(({ id, title }) => item(id, title, ': '));
  return parent === 'ignore' ? keys(ignoreKeys) : [];
}

function valuesOf(key: string, parent: string | undefined): CompletionItem[] {
  if (parent === 'rules') return ruleLevels.map((level) => item(level));
  if (parent === 'ignore') return key === 'rule' ? rules.map(({ id, title }) => item(id, title)) : [];
  if (key === 'use') return intendedUses.map((use) => item(use));
  return key === 'network' ? ['off', 'on'].map((state) => item(state)) : [];
}

/** The top-level key that a line stands under. */
function parentOf(lines: readonly string[], line: number): string | undefined {
  if (/^[^\s#-]/.test(lines[line] ?? '')) return undefined;
  if (lines[line] === '') return undefined;
  for (let above = line - 1; above >= 0; above--) {
    const key = /^([\w-]+):/.exec(lines[above]!)?.[1];
    if (key !== undefined) return key;
  }
  return undefined;
}

function keys(known: Readonly<Record<string, string>>): CompletionItem[] {
  return Object.entries(known).map(([key, meaning]) => item(key, meaning, ': '));
}

function item(label: string, detail?: string, after = ''): CompletionItem {
  return {
    label,
    kind: after === '' ? CompletionItemKind.Value : CompletionItemKind.Property,
    insertText: label + after,
    ...(detail !== undefined && { documentation: detail }),
  };
}
