import { ByteError } from '../../bytes/cursor';
import type { ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { MessageReader, type Field } from '../protobuf';

/** https://github.com/onnx/onnx/blob/main/onnx/onnx.proto: which fields of a message hold which other messages. */
type Message = 'model' | 'graph' | 'node' | 'attribute' | 'tensor' | 'sparse' | 'function' | 'training';

const holds: Readonly<Record<Message, Readonly<Record<number, Message | undefined>>>> = {
  model: { 7: 'graph', 20: 'training', 25: 'function' },
  training: { 1: 'graph', 2: 'graph' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparse' },
  function: { 7: 'node', 11: 'attribute' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparse', 23: 'sparse' },
  sparse: { 1: 'tensor', 2: 'tensor' },
  tensor: {},
};

const mostFields = 5_000_000;
const deepest = 64;
const mostFindings = 50;
/** Operators that the runtimes bring along. */
const knownDomain =
  /^(?:|ai\.onnx(?:\.ml|\.training|\.preview(?:\.training)?)?|com\.microsoft(?:\.\w+)*|org\.pytorch(?:\.\w+)*|pkg\.[\w.]+)$/;
const pythonOperator = /^(?:PyOp|PythonOp|PyFunc|PyCustomOp|.*Python.*)$/i;

/** Goes through all graphs of an ONNX model: operators from elsewhere, and paths of data that stands in other files. */
export async function scanOnnx(source: ByteSource): Promise<readonly ScanFinding[]> {
  const findings = new Map<string, ScanFinding>();
  const reader = new MessageReader(source, mostFields);
  const add = (code: string, verdict: ScanFinding['verdict'], message: string, offset: number, data?: object): void => {
    const key = `${code} ${JSON.stringify(data)}`;
    if (findings.size < mostFindings)
      findings.set(key, { code: `onnx/${code}`, verdict, message, offset, data: { ...data } });
  };

  async function visit(kind: Message, start: number, end: number, depth: number): Promise<void> {
    if (depth > deepest) throw new ByteError('absurd-length', start);
    const fields = await reader.fields(start, end);
    if (kind === 'node') await visitNode(fields, start);
    if (kind === 'tensor') await visitTensor(fields, start);
    for (const field of fields) {
      const inner = holds[kind][field.number];
      if (inner && field.end > field.start) await visit(inner, field.start, field.end, depth + 1);
    }
  }

  async function visitNode(fields: readonly Field[], offset: number): Promise<void> {
    const textOf = async (number: number): Promise<string> => {
      const field = fields.find((one) => one.number === number);
      return field ? reader.text(field) : '';
    };
    const [operator, domain] = [await textOf(4), await textOf(7)];
    const data = { operator: operator.slice(0, 100), domain: domain.slice(0, 100) };
    if (domain !== '' && pythonOperator.test(operator))
      add(
        'python-operator',
        'dangerous',
        `The operator ${data.operator} of this model runs Python code when the model is used. Do not load it.`,
        offset,
        data,
      );
    else if (!knownDomain.test(domain))
      add(
        'foreign-operator',
        'suspicious',
        `This model uses operators of ${data.domain}, which need code that no runtime brings along. Use it only if you trust that code.`,
        offset,
        { domain: data.domain },
      );
  }

  async function visitTensor(fields: readonly Field[], offset: number): Promise<void> {
    for (const entry of fields.filter(({ number }) => number === 13)) {
      const pair = await reader.fields(entry.start, entry.end);
      const [key, value] = [pair.find(({ number }) => number === 1), pair.find(({ number }) => number === 2)];
      if (!key || !value || (await reader.text(key)) !== 'location') continue;
      const location = await reader.text(value);
      if (/(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[a-zA-Z]:/.test(location))
        add(
          'outside-path',
          'dangerous',
          `This model reads its data from ${JSON.stringify(location.slice(0, 100))}, outside of its own folder. Do not load it.`,
          offset,
          { location: location.slice(0, 200) },
        );
    }
  }

  try {
    await visit('model', 0, source.size, 0);
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    add(
      'broken',
      'unknown',
      'This model breaks off or holds what is no part of ONNX, so it was not read to its end.',
      error.offset,
    );
  }
  return [...findings.values()];
}
