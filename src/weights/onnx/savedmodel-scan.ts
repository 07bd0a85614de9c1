import { ByteError } from '../../bytes/cursor';
import type { ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { MessageReader, type Field } from '../protobuf';

/** https://github.com/tensorflow/tensorflow/tree/master/tensorflow/core/protobuf: which fields hold which other messages. */
type Message = 'saved' | 'meta' | 'graph' | 'library' | 'function' | 'node' | 'entry' | 'value' | 'tensor';

const holds: Readonly<Record<Message, Readonly<Record<number, Message | undefined>>>> = {
  saved: { 2: 'meta' },
  meta: { 2: 'graph' },
  graph: { 1: 'node', 2: 'library' },
  library: { 1: 'function' },
  function: { 3: 'node' },
  node: { 5: 'entry' },
  entry: { 2: 'value' },
  value: { 8: 'tensor' },
  tensor: {},
};

const mostFields = 5_000_000;
const deepest = 24;
const mostFindings = 50;
const mostNested = 1 << 24;
const fewestNested = 16;
const textValue = 8;

const harmful = /^(?:WriteFile|ReadFile|MatchingFiles|PyFunc|EagerPyFunc|PyFuncStateless|NumpyFunction|LoadLibrary)$/;
/** These reach files or the network, and no exporter writes them. `SaveV2` and `RestoreV2` are in every saved model. */
const reaches =
  /^(?:Save|SaveSlices|ImmutableConst|DebugIdentity\w*|Rpc\w*|TryRpc|DistributedSave|RegisterDataset\w*|DataService\w*|WholeFileReader\w*|TextLineDataset|FixedLengthRecord\w*|TFRecord\w*|SqlDataset|BigQuery\w*|Send|Recv|_Send|_Recv|SnapshotDataset\w*|SaveDataset\w*|LoadDataset\w*|CacheDataset\w*)$/;

/** Goes through the operators of a TensorFlow SavedModel: of its graphs, its functions, and of graphs that are kept in constants. */
export async function scanSavedModel(source: ByteSource): Promise<readonly ScanFinding[]> {
  const findings = new Map<string, ScanFinding>();
  const reader = new MessageReader(source, mostFields);
  const add = (code: string, verdict: ScanFinding['verdict'], message: string, offset: number, operator = ''): void => {
    const finding = { code: `tensorflow/${code}`, verdict, message, offset };
    if (findings.size < mostFindings)
      findings.set(`${code} ${operator}`, operator === '' ? finding : { ...finding, data: { operator } });
  };

  async function visit(kind: Message, start: number, end: number, depth: number): Promise<void> {
    if (depth > deepest) throw new ByteError('absurd-length', start);
    const fields = await reader.fields(start, end);
    const operator = kind === 'node' ? fields.find(({ number }) => number === 2) : undefined;
    if (operator) judge(await reader.text(operator), start);
    if (kind === 'tensor') for (const field of fields) if (field.number === textValue) await nested(field, depth);
    for (const field of fields) {
      const inner = holds[kind][field.number];
      if (inner && field.end > field.start) await visit(inner, field.start, field.end, depth + 1);
    }
  }

  /** A text that reads as a graph is one: data sets are kept so. */
  async function nested({ start, end }: Field, depth: number): Promise<void> {
    if (end - start < fewestNested || end - start > mostNested) return;
    try {
      await visit('graph', start, end, depth + 1);
    } catch (error) {
      if (!(error instanceof ByteError)) throw error;
    }
  }

  function judge(operator: string, offset: number): void {
    if (harmful.test(operator))
      add(
        'file-operator',
        'dangerous',
        `The operator ${operator} of this model reads or writes files, or runs Python, when the model is used. Do not load it.`,
        offset,
        operator,
      );
    else if (reaches.test(operator))
      add(
        'reaching-operator',
        'suspicious',
        `The operator ${operator} of this model can reach files or the network when the model is used. Load it only if you trust its maker.`,
        offset,
        operator,
      );
  }

  try {
    await visit('saved', 0, source.size, 0);
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    add(
      'broken',
      'unknown',
      'This model breaks off or holds what is no part of a SavedModel, so it was not read to its end.',
      error.offset,
    );
  }
  return [...findings.values()];
}
