import { ascii, ByteError, startsWith } from '../../bytes/cursor';
import type { ScanFinding } from '../../domain/scan';
import { Findings } from '../findings';
import { FlatBuffer, type FlatTable } from '../flatbuffer';
import type { Recognized, WeightFile } from '../format';
import { deedOf } from '../tensorflow/operators';

const identifier = ascii('TFL3');
/** The only version that interpreters take. */
const onlyVersion = 3;
const mostTables = 5_000_000;

/** Fields by their number: https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs */
const model = { version: 0, operatorCodes: 1, subgraphs: 2, buffers: 4 };
const operatorCode = { customCode: 1 };
const subgraph = { operators: 3 };
const operator = { index: 0 };
const buffer = { data: 0 };

/** TensorFlow Lite, now LiteRT: a FlatBuffer of which the identifier stands behind the first offset. */
export function tflite({ head }: WeightFile): Recognized | undefined {
  return startsWith(head, identifier, 4) ? { format: 'tflite' } : undefined;
}

/**
 * Goes through the operators of a TensorFlow Lite model. Its own only compute, and custom ones are code that the program brings
 * along; those called `Flex…` are operators of TensorFlow. https://ai.google.dev/edge/litert/models/ops_select
 */
export async function scanTflite({ source }: WeightFile): Promise<readonly ScanFinding[]> {
  const findings = new Findings();
  try {
    const root = await new FlatBuffer(source, mostTables).root();
    if ((await root.number(model.version, 'u32')) !== onlyVersion) findings.add(broken(root.at));
    const count = await visitCodes(root, findings);
    for await (const graph of root.tables(model.subgraphs)) await checkOperators(graph, count);
    for await (const one of root.tables(model.buffers)) await one.vector(buffer.data, 1);
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    findings.add(broken(error.offset));
  }
  return findings.all;
}

/** Looks at each kind of operator, and says how many there are. */
async function visitCodes(root: FlatTable, findings: Findings): Promise<number> {
  let count = 0;
  for await (const code of root.tables(model.operatorCodes)) {
    count++;
    const [, name] = /^Flex(\w+)$/.exec(await code.text(operatorCode.customCode)) ?? [];
    const deed = name === undefined ? undefined : deedOf(name, code.at);
    if (deed) findings.add(deed);
  }
  return count;
}

/** An interpreter that trusts an index out of range reads what is not the model's. */
async function checkOperators(graph: FlatTable, count: number): Promise<void> {
  for await (const one of graph.tables(subgraph.operators))
    if ((await one.number(operator.index, 'u32')) >= count) throw new ByteError('absurd-length', one.at);
}

function broken(offset: number): ScanFinding {
  const message =
    'This model breaks off or points outside of itself, so it was not read to its end. Download it again.';
  return { code: 'tflite/broken', verdict: 'unknown', message, offset };
}
