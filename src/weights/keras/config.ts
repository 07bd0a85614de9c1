import type { ScanFinding } from '../../domain/scan';
import { Findings } from '../findings';
import { codeInJson } from '../held-code';
import { unread } from '../scan-context';
import { dangersOf } from './dangers';
import { parsed } from './json';
import { isFields, kerasNode } from './node';

const mostParts = 1_000_000;
const deepest = 500;

interface Place {
  readonly value: unknown;
  readonly depth: number;
}

/** What the description of a Keras model would run, part by part however deep it lies. https://keras.io/guides/serialization_and_saving/ */
export function kerasConfig(text: string): readonly ScanFinding[] {
  const config = parsed(text);
  if (config === undefined)
    return [
      unread(
        'keras/unreadable-config',
        'The description of this Keras model is no JSON, so what it does is not known.',
      ),
    ];
  const findings = new Findings();
  for (const code of codeInJson('keras', config)) findings.add(code);
  const waiting: Place[] = [{ value: config, depth: 0 }];
  for (let parts = 0; waiting.length > 0; parts++) {
    const { value, depth } = waiting.pop()!;
    if (parts > mostParts || depth > deepest) {
      findings.add(unread('keras/limit', 'The description of this model is too large to be read here.'));
      break;
    }
    if (typeof value !== 'object' || value === null) continue;
    const node = isFields(value) ? kerasNode(value) : undefined;
    for (const finding of node ? dangersOf(node) : []) findings.add(finding);
    for (const child of Object.values(value)) waiting.push({ value: child, depth: depth + 1 });
  }
  return findings.all;
}
