import type { ScanFinding } from '../../domain/scan';
import { isCodeText } from '../code-text';
import type { Recognized, WeightFile } from '../format';
import { unread } from '../scan-context';
import { headerOf, isKnownType } from './recognize';

/** The file cannot run code; what contradicts the format, or hides in its descriptions, is told. */
export function scanSafetensors(file: WeightFile, { flaws = [] }: Recognized): readonly ScanFinding[] {
  const { __metadata__: metadata, ...tensors } = headerOf(file) ?? {};
  const newer = Object.entries(tensors).find(
    ([, tensor]) => !isKnownType((tensor as { dtype?: unknown } | null)?.dtype),
  );
  return [
    ...flaws.map(({ code, message }) => unread(`safetensors/${code}`, message)),
    ...(newer && flaws.length === 0 ? [unknownType(newer[0])] : []),
    ...Object.entries(metadata ?? {}).flatMap(([name, text]) => (isCode(text) ? [codeIn(name)] : [])),
  ];
}

function isCode(text: unknown): boolean {
  return typeof text === 'string' && isCodeText(text);
}

function unknownType(name: string): ScanFinding {
  return unread(
    'safetensors/unknown-type',
    `The tensor "${name.slice(0, 100)}" is of a type that is not known here, so its size could not be checked.`,
  );
}

function codeIn(name: string): ScanFinding {
  return {
    code: 'safetensors/code-in-metadata',
    verdict: 'dangerous',
    message: `The entry "${name.slice(0, 100)}" of the metadata is a program or a command, where descriptions belong. Do not use this file with programs that evaluate it.`,
  };
}
