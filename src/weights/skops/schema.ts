import type { ScanFinding } from '../../domain/scan';
import { Findings } from '../findings';
import { standingOf } from '../pickle/standing';
import { unread } from '../scan-context';

const mostNodes = 1_000_000;
const deepest = 200;
const longestName = 100;
/** The loaders of skops that take any name: those of the others are fixed. https://skops.readthedocs.io/en/stable/persistence.html */
const operatorLoader = 'OperatorFuncNode';
const methodLoader = 'MethodNode';

type Node = Readonly<Record<string, unknown>>;

/** What skops would build from its `schema.json`: a tree of nodes, each with a module, a class, and a loader. */
export function skopsSchema(text: string): readonly ScanFinding[] {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return [
      unread(
        'skops/unreadable-schema',
        'The description of this skops model is no JSON, so what it builds is not known.',
      ),
    ];
  }
  const findings = new Findings();
  const waiting = [{ value: root, depth: 0 }];
  for (let nodes = 0; waiting.length > 0; nodes++) {
    const { value, depth } = waiting.pop()!;
    if (nodes > mostNodes || depth > deepest) {
      findings.add(unread('skops/limit', 'The description of this skops model is too large to be read here.'));
      break;
    }
    if (typeof value !== 'object' || value === null) continue;
    const found = Array.isArray(value) ? undefined : judged(value as Node);
    if (found) findings.add(found);
    for (const child of Object.values(value)) waiting.push({ value: child, depth: depth + 1 });
  }
  return findings.all;
}

function judged(node: Node): ScanFinding | undefined {
  const { __module__: module, __class__: name, __loader__: loader } = node;
  if (typeof module !== 'string' || typeof name !== 'string') return undefined;
  const isDisguised =
    (loader === operatorLoader && module !== 'operator') ||
    (loader === methodLoader && !isMethodOf(node, module, name));
  if (isDisguised) return disguise(module, name);
  const standing = standingOf(module, name);
  if (standing === 'dangerous' || standing === 'maker') return harmful(module, name);
  if (standing === 'tool' || standing === 'python') return unusual(module, name);
  return standing === 'foreign' ? foreign(module, name) : undefined;
}

/** Whether the class that a method is shown to be of is the class of the object that it is taken from (CVE-2025-54413). */
function isMethodOf({ content }: Node, module: string, name: string): boolean {
  const object = (content as Node | undefined)?.obj as Node | undefined;
  return object?.__module__ === module && object.__class__ === name;
}

function disguise(module: string, name: string): ScanFinding {
  const data = called(module, name);
  const message = `This model shows ${data.global} to whoever asks what it needs, but builds something else (as in CVE-2025-54412). Do not load it.`;
  return { code: 'skops/disguise', verdict: 'dangerous', message, data };
}

function harmful(module: string, name: string): ScanFinding {
  const data = called(module, name);
  const message = `This model builds or calls ${data.global} when it is loaded as trusted, which can run commands or code. Do not load it.`;
  return { code: 'skops/dangerous-global', verdict: 'dangerous', message, data };
}

function unusual(module: string, name: string): ScanFinding {
  const data = called(module, name);
  const message = `This model calls ${data.global} when it is loaded as trusted, which models have no need of. Load it only if you trust its maker.`;
  return { code: 'skops/unusual-global', verdict: 'suspicious', message, data };
}

function foreign(module: string, name: string): ScanFinding {
  const data = called(module, name);
  const message = `This model needs ${data.global}, of which nothing is known here. Trust it only if you know that code.`;
  return { code: 'skops/unknown-global', verdict: 'suspicious', message, data };
}

function called(module: string, name: string): { readonly global: string } {
  return { global: `${module}.${name}`.slice(0, longestName) };
}
