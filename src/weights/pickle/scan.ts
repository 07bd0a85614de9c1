import { partOf, sourceOf, type ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { isCodeText } from '../code-text';
import { notReadOn, type ScanContext } from '../scan-context';
import { beginsLikePickle, isCodeInBase64, unwrapped } from './embedded';
import { arrayBlock, type Resolve } from './joblib';
import { isHarmfulCode } from './rebuilt-code';
import { Judge, type Suspicion } from './judge';
import { literalWindow, readLiteral, type Literal } from './literal';
import { Machine } from './machine';
import { Dict, offsetOf, Tuple, type Value } from './values';
import type { Pause } from './watcher';

/** How the rest of a file behind a stream is to be taken. */
export interface PickleLayout {
  /** So many streams; then comes what is no pickle, such as the tensors of `torch.save` before 1.6. */
  readonly streams?: number;
  /** Looks at what comes then. */
  readonly rest?: (streams: StreamsBefore, resolve: Resolve) => Promise<readonly ScanFinding[]>;
}

/** The streams of a file as they were found. */
export interface StreamsBefore {
  /** Where each begins, and where the last one ends. */
  readonly starts: readonly number[];
  readonly end: number;
  /** The names of all objects that the loader has to fetch from elsewhere; nothing where there are too many. */
  readonly persistent: readonly Value[] | undefined;
}

const windowSize = 1 << 20;
const shortWindow = 1 << 15;
const longestWindow = 1 << 26;
const mostStreams = 1000;
const mostEmbedded = 20_000;
const mostSalvaged = 64;
const salvageLength = 1 << 20;
const mostDetours = 16;
const mostPersistent = 200_000;

interface Embedded {
  readonly source: ByteSource;
  readonly offset: number;
}

interface StreamScan {
  readonly end: Pause;
  readonly suspicions: readonly Suspicion[];
  readonly embedded: readonly Embedded[];
  readonly detours: readonly number[];
  readonly persistent: readonly Value[];
}

/** Goes through all streams of a pickle, opcode by opcode, and through what they carry. Nothing is built or run. */
export async function scanPickle(
  source: ByteSource,
  context: ScanContext,
  { streams = mostStreams, rest }: PickleLayout = {},
): Promise<readonly ScanFinding[]> {
  const findings: ScanFinding[] = [];
  const starts: number[] = [];
  let persistent: readonly Value[] = [];
  let offset = 0;
  for (let stream = 0; stream < streams && (offset < source.size || streams < mostStreams); stream++) {
    const scan = await scanStream(source, context, offset);
    starts.push(offset);
    persistent = persistent.concat(scan.persistent);
    const isWhole = scan.end.kind === 'stopped';
    if (stream > 0 && !isWhole && streams === mostStreams) {
      findings.push(...(await settled(source, context, scan)).filter(({ verdict }) => verdict === 'dangerous'));
      findings.push(...(await salvaged(source, context, offset)), behind(offset));
      return findings;
    }
    findings.push(...(await settled(source, context, scan)));
    if (!isWhole) {
      findings.push(...(await brokenOff(source, context, scan.end)));
      return findings;
    }
    offset = scan.end.offset;
    if (stream === mostStreams - 1 && offset < source.size) findings.push(notReadOn(offset));
  }
  if (!rest) return findings;
  const before = { starts, end: offset, persistent: persistent.length < mostPersistent ? persistent : undefined };
  return [...findings, ...(await rest(before, (value) => literalOf(source, value)))];
}

function behind(offset: number): ScanFinding {
  return {
    code: 'pickle/trailing-bytes',
    verdict: 'suspicious',
    message: 'Bytes that are no pickle stand behind the end of this one, where nothing belongs.',
    offset,
  };
}

/** A stream that does not reach its end: what stands before it would still run. */
async function brokenOff(source: ByteSource, context: ScanContext, end: Pause): Promise<readonly ScanFinding[]> {
  if (end.kind === 'limit') return [notReadOn(end.offset)];
  const reason = 'code' in end ? end.code : 'truncated';
  const broken: ScanFinding = {
    code: 'pickle/broken',
    verdict: 'unknown',
    message:
      'This pickle breaks off or holds an instruction that makes no sense, so what follows is not known. Download it again.',
    offset: end.offset,
    data: { reason },
  };
  return [broken, ...(await salvaged(source, context, end.offset + 1))];
}

async function scanStream(
  source: ByteSource,
  context: ScanContext,
  start: number,
  isLenient = false,
): Promise<StreamScan> {
  const embedded: Embedded[] = [];
  const detours: number[] = [];
  const persistent: Value[] = [];
  const judge = new Judge({
    content(bytes, at, offset, length) {
      if (embedded.length > mostEmbedded) return;
      if (beginsLikePickle(bytes, at)) embedded.push({ source: partOf(source, offset, length), offset });
      else {
        const decoded = unwrapped(bytes, at, length);
        if (decoded) embedded.push({ source: sourceOf(decoded), offset });
        else if (isCodeInBase64(bytes, at, length)) judge.noted('packed-code', offset);
      }
    },
    persistent(id) {
      if (persistent.length < mostPersistent) persistent.push(id);
    },
    alternative(offset) {
      if (detours.length < mostDetours) detours.push(offset);
    },
  });
  judge.isLenient = isLenient;
  const run = (offset: number, lenient: boolean): Promise<Pause> =>
    drive(new Machine(source.size, judge, lenient), source, context, offset, (inner) => run(inner, false));
  const end = await run(start, isLenient);
  return { end, suspicions: judge.findings, embedded, detours, persistent };
}

/** Feeds a machine until its stream ends. */
async function drive(
  machine: Machine,
  source: ByteSource,
  context: ScanContext,
  start: number,
  within: (offset: number) => Promise<Pause>,
): Promise<Pause> {
  let length = windowSize;
  let offset = start;
  let base = -1;
  for (;;) {
    if (offset >= source.size) return { kind: 'broken', offset: source.size, code: 'truncated' };
    if (base === offset) length = Math.max(2 * length, windowSize);
    base = offset;
    const wanted = Math.min(length, source.size - base);
    if (length > longestWindow || !context.budget.take(wanted)) return { kind: 'limit', offset, code: 'limit' };
    const window = await source.read(base, wanted);
    if (window.length < wanted) return { kind: 'broken', offset: base + window.length, code: 'truncated' };
    const end = base + window.length;
    machine.give(window, base, offset);
    let pause = machine.run();
    while (pause.kind === 'recall' || pause.kind === 'array') {
      if (pause.kind === 'recall') machine.recall(pause.offset, await source.read(pause.offset, literalWindow));
      else {
        const next = await behindArray(source, pause.offset, pause.state, within);
        if (typeof next !== 'number') return next;
        if (next >= end) {
          pause = { kind: 'more', offset: next };
          break;
        }
        machine.give(window, base, next);
      }
      pause = machine.run();
    }
    if (pause.kind !== 'more') return pause;
    if (end >= source.size && pause.offset < source.size)
      return { kind: 'broken', offset: pause.offset, code: 'truncated' };
    // Behind bytes that were passed over unread, a little is enough at first.
    if (pause.offset !== base) length = pause.offset > end ? shortWindow : Math.min(windowSize, 4 * length);
    offset = pause.offset;
  }
}

/** Where the stream goes on behind an array of joblib; an array of objects is a stream of its own. */
async function behindArray(
  source: ByteSource,
  offset: number,
  state: Value,
  within: (offset: number) => Promise<Pause>,
): Promise<number | Pause> {
  const block = await arrayBlock(state, (value) => literalOf(source, value));
  if (!block) return { kind: 'broken', offset, code: 'unknown-array' };
  if (block.kind === 'objects') {
    const inner = await within(offset);
    return inner.kind === 'stopped' ? inner.offset : inner;
  }
  const padding = block.isPadded ? 1 + ((await source.read(offset, 1))[0] ?? 0) : 0;
  return offset + padding + block.length;
}

/** The findings of a stream with their arguments, of what it carries, and of the other ways to read it. */
async function settled(source: ByteSource, context: ScanContext, scan: StreamScan): Promise<readonly ScanFinding[]> {
  const findings: ScanFinding[] = [];
  for (const { args, ...finding } of scan.suspicions) {
    const given = args === undefined ? [] : await shownArguments(source, args);
    const isHarmful =
      finding.code === 'pickle/embedded-code' ? await bringsHarm(source, finding, args) : given.some(isCode);
    const message = finding.code === 'pickle/embedded-code' ? withHarmfulCode : withCode;
    const judged = isHarmful ? { ...finding, verdict: 'dangerous' as const, message } : finding;
    findings.push(given.length === 0 ? judged : { ...judged, data: { ...finding.data, arguments: given } });
  }
  for (const { source: inner, offset } of scan.embedded.slice(0, mostEmbedded)) {
    const inside = await context.nested(inner, '');
    for (const finding of inside) {
      if (finding.verdict === 'unknown' && finding.code !== 'weights/limit') continue;
      findings.push({ ...finding, offset, data: { ...finding.data, embedded: true } });
    }
  }
  if (scan.embedded.length > mostEmbedded) findings.push(notReadOn(scan.embedded[mostEmbedded]!.offset));
  for (const detour of scan.detours) findings.push(...(await salvaged(source, context, detour)));
  return findings;
}

/** Looks for what can be understood in bytes of which nobody knows how they are reached; only what is dangerous counts. */
async function salvaged(source: ByteSource, context: ScanContext, from: number): Promise<readonly ScanFinding[]> {
  const length = Math.min(salvageLength, source.size - from);
  if (length <= 0 || !context.budget.take(length)) return [];
  const bytes = await source.read(from, length);
  const findings: ScanFinding[] = [];
  let tries = 0;
  for (let at = 0; at < bytes.length && tries < mostSalvaged; at++) {
    if (bytes[at] === 0x50 || !beginsLikePickle(bytes, at)) continue;
    tries++;
    const { suspicions, end } = await scanStream(partOf(source, from, length), context, at, true);
    for (const { code, verdict, message, offset = 0, data } of suspicions) {
      findings.push({ code, verdict, message, offset: from + offset, data: { ...data, salvaged: true } });
    }
    if (suspicions.length > 0) at = Math.max(at, end.offset - 1);
  }
  return findings;
}

const withCode =
  'Loading this file hands a command or program text to a function that is not known to be harmless. Do not load it.';

const withHarmfulCode =
  'Loading this file rebuilds Python code that it brings along, and that code reaches for commands, files or the network. Do not load it.';

function isCode(given: unknown): boolean {
  return typeof given === 'string' && isCodeText(given);
}

const mostShown = 6;
const longestShown = 200;

async function shownArguments(source: ByteSource, args: Value): Promise<readonly unknown[]> {
  const all = args instanceof Tuple ? args.items : [args];
  const items = all.flatMap((item) => (item instanceof Dict ? item.values : [item])).slice(0, mostShown);
  const shown: unknown[] = [];
  for (const item of items) {
    const value = await literalOf(source, item);
    if (value instanceof Uint8Array) shown.push(`${value.length} bytes`);
    else if (typeof value === 'string') shown.push(value.slice(0, longestShown));
    else shown.push(value === undefined ? '…' : value);
  }
  return shown.every((one) => one === '…') ? [] : shown;
}

/** Whether code that is rebuilt does harm by what it is rebuilt from. */
async function bringsHarm(source: ByteSource, { data }: ScanFinding, args: Value | undefined): Promise<boolean> {
  const items = args instanceof Tuple ? args.items : [args];
  const [first, words] = [await literalOf(source, items[0]), await wordsIn(source, args)];
  return isHarmfulCode(String(data?.global), { count: items.length, first, words });
}

const mostWords = 300;

/** The texts among the arguments of a call, also within tuples of them. */
async function wordsIn(source: ByteSource, args: Value | undefined): Promise<readonly string[]> {
  const words: string[] = [];
  const waiting = [args];
  for (let count = 0; waiting.length > 0 && count < mostWords; count++) {
    const one = waiting.pop();
    if (one instanceof Tuple) waiting.push(...one.items);
    const literal = await literalOf(source, one);
    if (typeof literal === 'string') words.push(literal);
  }
  return words;
}

async function literalOf(source: ByteSource, value: Value | undefined): Promise<Literal | undefined> {
  const offset = offsetOf(value);
  return offset === undefined ? undefined : readLiteral(await source.read(offset, literalWindow), 0);
}
