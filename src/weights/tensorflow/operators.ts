import type { ScanFinding } from '../../domain/scan';
import { deedIn, type Deed } from '../deeds';

const longestShown = 200;

/** https://www.tensorflow.org/api_docs/python/tf/raw_ops. `SaveV2`, `RestoreV2` and `MergeV2Checkpoints` are in every saved model, and say nothing. */
const deeds: readonly Deed[] = [
  {
    operators: /^(?:PyFunc|EagerPyFunc|PyFuncStateless|NumpyFunction|PyCall)$/,
    verdict: 'dangerous',
    does: 'runs Python code',
  },
  { operators: /^LoadLibrary(?:V2)?$/, verdict: 'dangerous', does: 'loads native code' },
  { operators: /^(?:Async)?WriteFile$/, verdict: 'dangerous', does: 'writes a file' },
  { operators: /^(?:ReadFile|(?:Experimental)?MatchingFiles(?:Dataset)?)$/, verdict: 'dangerous', does: 'reads files' },
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

/** Operators whose attributes say what they reach: a file to print into, places to send values to, a file that holds a constant. */
const reaching: ReadonlyMap<string, { readonly attribute: string; readonly place: RegExp; readonly does: string }> =
  new Map(
    Object.entries({
      PrintV2: { attribute: 'output_stream', place: /^file:\/\/(.+)/s, does: 'writes to' },
      DebugIdentity: { attribute: 'debug_urls', place: /^(\w+:\/\/.+)/s, does: 'sends what it computes to' },
      DebugIdentityV3: { attribute: 'debug_urls', place: /^(\w+:\/\/.+)/s, does: 'sends what it computes to' },
      ImmutableConst: { attribute: 'memory_region_name', place: /^((?:[\\/~]|\w+:|.*\.\.[\\/]).*)/s, does: 'reads' },
    }),
  );

/** The attribute that says what an operator reaches, where there is one. */
export function reachingAttribute(operator: string): string | undefined {
  return reaching.get(operator)?.attribute;
}

/** What an operator does that is told what to reach. `values` are the texts of that attribute. */
export function reachingDeed(operator: string, values: readonly string[], offset: number): ScanFinding | undefined {
  const { place, does } = reaching.get(operator) ?? {};
  if (!place) return undefined;
  const [, target] = values.map((value) => place.exec(value)).find((match) => match !== null) ?? [];
  if (target === undefined) return undefined;
  const path = target.slice(0, longestShown);
  return {
    code: 'tensorflow/dangerous-operator',
    verdict: 'dangerous',
    message: `This model ${does} ${JSON.stringify(path)} when it is used, by the operator ${operator}. Do not load it.`,
    offset,
    data: { operator, path },
  };
}
