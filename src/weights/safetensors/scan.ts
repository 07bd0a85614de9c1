import type { ScanFinding } from '../../domain/scan';
import { isCodeText, isPackedCode } from '../code-text';
import type { Recognized, WeightFile } from '../format';
import { unwrapped } from '../pickle/embedded';
import { unread } from '../scan-context';
import { isKnownType } from './recognize';

/** The file cannot run code; what contradicts the format, or hides in its descriptions, is told. */
export function scanSafetensors(_: WeightFile, { flaws = [], header = {} }: Recognized): readonly ScanFinding[] {
  const { __metadata__: metadata, ...tensors } = header;
  const newer = Object.entries(tensors).find(
    ([, tensor]) => !isKnownType((tensor as { dtype?: unknown } | null)?.dtype),
  );
  return [
    ...flaws.map(({ code, message }) => unread(`safetensors/${code}`, message)),
    ...(newer && flaws.length === 0 ? [unknownType(newer[0])] : []),
    ...Object.entries(metadata ?? {}).flatMap(([name, text]) =>
      typeof text === 'string' ? described(name, text) : [],
    ),
  ];
}

function described(name: string, text: string): readonly ScanFinding[] {
  if (isCodeText(text) || isPackedCode(text)) return [codeIn(name)];
  if (secret.test(text)) return [secretIn(name)];
  const bytes = Buffer.from(text);
  return unwrapped(bytes, 0, bytes.length) ? [pickleIn(name)] : [];
}

/** Keys of the Hub, GitHub, OpenAI and AWS, and private keys, by the marks that their makers gave them. */
const secret =
  /\bhf_[A-Za-z0-9]{34}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bsk-(?:proj-)?[A-Za-z0-9_-]{32,}\b|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

function secretIn(name: string): ScanFinding {
  return {
    code: 'safetensors/secret-in-metadata',
    verdict: 'suspicious',
    message: `The entry "${name.slice(0, 100)}" of the metadata looks like a secret key. If it is yours, revoke it, and write the file anew without it.`,
  };
}

function pickleIn(name: string): ScanFinding {
  return {
    code: 'safetensors/pickle-in-metadata',
    verdict: 'suspicious',
    message: `The entry "${name.slice(0, 100)}" of the metadata is a pickle written as a text, where descriptions belong. Do not use this file with programs that load it.`,
  };
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
