import type { ScanFinding } from '../../domain/scan';
import { deedIn, type Deed } from '../deeds';

/** https://www.tensorflow.org/api_docs/python/tf/raw_ops. `SaveV2`, `RestoreV2` and `MergeV2Checkpoints` are in every saved model, and say nothing. */
const deeds: readonly Deed[] = [
  {
    operators: /^(?:PyFunc|EagerPyFunc|PyFuncStateless|NumpyFunction)$/,
    verdict: 'dangerous',
    does: 'runs Python code',
  },
  { operators: /^LoadLibrary$/, verdict: 'dangerous', does: 'loads native code' },
  { operators: /^(?:Async)?WriteFile$/, verdict: 'dangerous', does: 'writes a file' },
  { operators: /^(?:ReadFile|MatchingFiles)$/, verdict: 'dangerous', does: 'reads files' },
  {
    operators: /^(?:Save|SaveSlices|SaveDataset\w*|SnapshotDataset\w*|DistributedSave|CacheDataset\w*|DumpTensor)$/,
    verdict: 'suspicious',
    does: 'writes files',
  },
  {
    operators: /^(?:CreateSummary(?:File|Db)Writer|SummaryWriter|Write\w*Summary|ImportEvent|FlushSummaryWriter)$/,
    verdict: 'suspicious',
    does: 'writes files',
  },
  {
    operators:
      /^(?:ImmutableConst|Restore|RestoreSlice|LoadDataset\w*|(?:WholeFile|TextLine|FixedLengthRecord|TFRecord|LMDB|Identity)Reader(?:V2)?|(?:TextLine|FixedLengthRecord|TFRecord|LMDB|CSV)Dataset\w*|ExperimentalCSVDataset|ExperimentalLMDBDataset)$/,
    verdict: 'suspicious',
    does: 'reads files',
  },
  {
    operators:
      /^(?:DebugIdentity\w*|DebugNanCount|DebugNumericSummary\w*|Rpc\w*|TryRpc|RegisterDataset\w*|DataService\w*|(?:Experimental)?SqlDataset|BigQuery\w*|Bigtable\w*|KafkaDataset\w*|KinesisDataset|PubSub\w*|_?Send|_?Recv|_Host(?:Send|Recv)|GcsConfigure\w*|FileSystemSetConfiguration|RemoteCall|RemoteFusedGraphExecute)$/,
    verdict: 'suspicious',
    does: 'can reach files or the network',
  },
];

/** What an operator does when the model is used, where that is more than to compute. `offset` in bytes. */
export function deedOf(operator: string, offset: number): ScanFinding | undefined {
  return deedIn(deeds, 'tensorflow', operator, offset);
}

/** `PrintV2` prints, unless it is told to print into a file. `stream` is its attribute `output_stream`. */
export function printDeed(stream: string, offset: number): ScanFinding | undefined {
  if (!stream.startsWith('file://')) return undefined;
  const target = stream.slice('file://'.length, 200);
  return {
    code: 'tensorflow/dangerous-operator',
    verdict: 'dangerous',
    message: `This model writes to the file ${JSON.stringify(target)} when it is used, by the operator PrintV2. Do not load it.`,
    offset,
    data: { operator: 'PrintV2', path: target },
  };
}
