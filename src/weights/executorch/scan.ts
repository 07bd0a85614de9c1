import { ascii, ByteError, startsWith } from '../../bytes/cursor';
import type { ScanFinding } from '../../domain/scan';
import { Findings } from '../findings';
import { FlatBuffer } from '../flatbuffer';
import type { Recognized, WeightFile } from '../format';
import { codeInBytes } from '../held-code';
import type { ScanContext } from '../scan-context';

const identifier = ascii('ET12');
const mostTables = 1_000_000;
const longestName = 100;

/** Fields by their number: https://github.com/pytorch/executorch/blob/main/schema/program.fbs */
const program = { plans: 1 };
const plan = { operators: 6, delegates: 7 };
const operator = { name: 0 };
const delegate = { id: 0 };

/** A program of ExecuTorch: a FlatBuffer of which the identifier stands behind the first offset. */
export function executorch({ head }: WeightFile): Recognized | undefined {
  return startsWith(head, identifier, 4) ? { format: 'executorch' } : undefined;
}

/** Its operators are those of the runtime and only compute; parts that are handed to other backends are compiled, and cannot be read. */
export async function scanExecutorch(
  { source }: WeightFile,
  { format }: Recognized,
  { budget }: ScanContext,
): Promise<readonly ScanFinding[]> {
  const findings = new Findings();
  for (const code of await codeInBytes(format, source, budget)) findings.add(code);
  try {
    const root = await new FlatBuffer(source, mostTables).root();
    for await (const one of root.tables(program.plans)) {
      for await (const used of one.tables(plan.operators)) await used.text(operator.name);
      for await (const part of one.tables(plan.delegates))
        findings.add(compiled(await part.text(delegate.id), part.at));
    }
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    findings.add(broken(error.offset));
  }
  return findings.all;
}

function compiled(name: string, offset: number): ScanFinding {
  const backend = name.slice(0, longestName);
  const message = `A part of this program is compiled for ${backend}, so what it does cannot be read. Build it from a model that was checked.`;
  return { code: 'executorch/compiled', verdict: 'unknown', message, offset, data: { backend } };
}

function broken(offset: number): ScanFinding {
  const message =
    'This program breaks off or points outside of itself, so it was not read to its end. Download it again.';
  return { code: 'executorch/broken', verdict: 'unknown', message, offset };
}
