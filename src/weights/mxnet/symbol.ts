import type { ScanFinding } from '../../domain/scan';
import { Findings } from '../findings';
import { hasEnding, type Recognized, type WeightFile } from '../format';
import { codeInJson } from '../held-code';
import { notReadOn, unread, type ScanContext } from '../scan-context';

const longestGraph = 1 << 26;
const longestShown = 100;
const libraryPath = /\.(?:so(?:\.\d+)*|dll|dylib)$/i;
/** Names that an operator can be registered under; MXNet takes minutes over some that are none (CVE-2022-24294). */
const operatorName = /^[\w.:-]{1,200}$/;

/** The graph of an MXNet model, beside its parameters. https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/symbol */
export function mxnetSymbol(file: WeightFile): Recognized | undefined {
  if (!hasEnding(file, '.json')) return undefined;
  const start = new TextDecoder().decode(file.head.subarray(0, longestShown));
  return /^\s*\{\s*"nodes"\s*:\s*\[\s*\{\s*"op"\s*:/.test(start) ? { format: 'mxnet-symbol' } : undefined;
}

/** Goes through the operators of a graph: its own only compute, and those called `Custom` are code that whoever loads it brings. */
export async function scanMxnetSymbol(
  { source }: WeightFile,
  { format }: Recognized,
  { budget }: ScanContext,
): Promise<readonly ScanFinding[]> {
  if (source.size > longestGraph || !budget.take(2 * source.size)) return [notReadOn(0)];
  let graph: unknown;
  try {
    graph = JSON.parse(new TextDecoder().decode(await source.read(0, source.size)));
  } catch {
    return [unread(`${format}/broken`, 'This graph of MXNet is no whole JSON. Download or save it again.')];
  }
  const findings = new Findings();
  for (const code of codeInJson(format, graph)) findings.add(code);
  for (const node of nodesOf(graph)) {
    const { op, attrs, attr, param } = node;
    if (op === 'Custom') findings.add(custom);
    else if (typeof op !== 'string' || !operatorName.test(op)) findings.add(oddOperator);
    for (const value of Object.values({ ...param, ...attr, ...attrs }))
      if (typeof value === 'string' && libraryPath.test(value)) findings.add(library(value));
  }
  return findings.all;
}

function nodesOf(graph: unknown): readonly Node[] {
  const { nodes } = (graph ?? {}) as { readonly nodes?: unknown };
  return Array.isArray(nodes) ? (nodes as readonly unknown[]).filter(isNode) : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

/** What an operator is given stands under another name in each generation of the format. */
interface Node {
  readonly op?: unknown;
  readonly attrs?: object;
  readonly attr?: object;
  readonly param?: object;
}

const custom: ScanFinding = {
  code: 'mxnet/custom-operator',
  verdict: 'suspicious',
  message: 'This model uses an operator that is Python code of whoever loads it. Use it only with code that you trust.',
};

const oddOperator: ScanFinding = {
  code: 'mxnet/odd-operator',
  verdict: 'suspicious',
  message: 'This model names an operator as none can be called, which MXNet can take minutes to read. Do not load it.',
};

function library(path: string): ScanFinding {
  const shown = path.slice(0, longestShown);
  return {
    code: 'mxnet/library',
    verdict: 'dangerous',
    message: `This model names the native library ${JSON.stringify(shown)} to be loaded with it. Do not load it.`,
    data: { path: shown },
  };
}
