import { ByteError } from '../../bytes/cursor';
import type { ScanFinding } from '../../domain/scan';
import { deedIn, type Deed } from '../deeds';
import { Findings } from '../findings';
import { hasEnding, type Recognized, type WeightFile } from '../format';
import { codeInBytes } from '../held-code';
import { headFields } from '../protobuf/head';
import { MessageReader } from '../protobuf/reader';
import { hasRequired, walkMessages } from '../protobuf/walk';
import type { ScanContext } from '../scan-context';
import { required, schema } from './schema';

const mostFields = 5_000_000;

const deeds: readonly Deed[] = [
  { operators: /^(?:py_func|py_layer|pylayer)$/, verdict: 'dangerous', does: 'runs Python code' },
  {
    operators: /^(?:load|load_combine|read_file|save|save_combine)$/,
    verdict: 'suspicious',
    does: 'reads or writes files',
  },
  {
    operators: /^(?:send|recv|listen_and_serv|\w+_barrier|distributed_\w+|rpc\w*)$/,
    verdict: 'suspicious',
    does: 'reaches the network',
  },
];

/** The program of a Paddle model; its parameters stand beside it, those of training in pickles. */
export function paddle(file: WeightFile): Recognized | undefined {
  if (!hasEnding(file, '.pdmodel', '/__model__')) return undefined;
  const fields = headFields(file);
  return fields[0]?.number === 1 && typeof fields[0].value === 'object' ? { format: 'paddle' } : undefined;
}

/** Goes through the operators of all blocks. */
export async function scanPaddle(
  { source }: WeightFile,
  { format }: Recognized,
  { budget }: ScanContext,
): Promise<readonly ScanFinding[]> {
  const reader = new MessageReader(source, mostFields);
  const findings = new Findings();
  for (const code of await codeInBytes(format, source, budget)) findings.add(code);
  try {
    await walkMessages(reader, schema, 'program', { start: 0, end: source.size }, async (message) => {
      const { kind, fields, start } = message;
      if (!hasRequired(message, required)) findings.add(broken(start));
      if (kind !== 'operator') return;
      const deed = deedIn(deeds, 'paddle', await reader.textIn(fields, 3), start);
      if (deed) findings.add(deed);
    });
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    findings.add(broken(error.offset));
  }
  return findings.all;
}

function broken(offset: number): ScanFinding {
  const message = 'This model breaks off or holds what is no part of Paddle, so it was not read to its end.';
  return { code: 'paddle/broken', verdict: 'unknown', message, offset };
}
