import type {
  HostMessage,
  Overview,
  PanelMessage,
  ViewComponent,
  ViewCounts,
  ViewFinding,
  ViewPlace,
  ViewProblem,
  ViewRelation,
} from './messages';

type Check = (value: unknown) => boolean;
type Checks<T> = { readonly [K in keyof T]-?: Check };

const longestText = 20_000;
const longestList = 100_000;

const count = natural;
const severity = oneOf('error', 'warning', 'info');
const position = shape({ line: natural, character: natural });
const place = shape<ViewPlace>({ uri: text, label: text, range: shape({ start: position, end: position }) });
const finding = shape<ViewFinding>({ rule: text, severity, message: text, place, fix: optional(text) });
const relation = shape<ViewRelation>({ kind: text, to: text, place });
const component = shape<ViewComponent>({
  id: text,
  kind: oneOf('package', 'model', 'dataset', 'weights', 'application', 'service'),
  name: text,
  version: optional(text),
  requested: optional(text),
  license: optional(text),
  facts: texts,
  signature: optional(oneOf('present', 'absent')),
  places: listOf(place),
  findings: listOf(finding),
  relations: listOf(relation),
  via: optional(listOf(text)),
});
const overview = shape<Overview>({
  state: oneOf('no-folder', 'checking', 'ready'),
  name: text,
  checkedAt: optional(text),
  progress: optional(shape({ done: natural, total: natural })),
  counts: shape<ViewCounts & Overview['counts']>({
    error: count,
    warning: count,
    info: count,
    files: count,
    components: count,
    suppressed: count,
  }),
  advisories: shape({ asOf: text, count }),
  network: oneOf('off', 'on'),
  components: listOf(component),
  otherFindings: listOf(finding),
  problems: listOf(shape<ViewProblem>({ message: text, place })),
});

const panelMessages: Readonly<Record<PanelMessage['type'], Check>> = {
  ready: anything,
  open: shape({ type: text, place }),
  fix: shape({ type: text, finding }),
  explain: shape({ type: text, rule: text }),
  check: anything,
  export: shape({ type: text, format: oneOf('cyclonedx') }),
  'open-folder': anything,
  'manage-trust': anything,
};

const hostMessages: Readonly<Record<HostMessage['type'], Check>> = {
  overview: shape({ type: text, overview, trusted: (value) => typeof value === 'boolean' }),
  failed: shape({ type: text, message: text }),
};

/** Whether a value is an overview of bearable size. */
export function isOverview(value: unknown): value is Overview {
  return overview(value);
}

/** Whether a value is something that the panel may say to its host. */
export function isPanelMessage(value: unknown): value is PanelMessage {
  return matches(value, panelMessages);
}

/** Whether a value is something that the host may say to the panel. */
export function isHostMessage(value: unknown): value is HostMessage {
  return matches(value, hostMessages);
}

function matches(value: unknown, messages: Readonly<Record<string, Check>>): boolean {
  if (!isRecord(value) || typeof value.type !== 'string') return false;
  return Object.hasOwn(messages, value.type) && messages[value.type]!(value);
}

function shape<T>(checks: Checks<T>): Check {
  const fields = Object.entries<Check>(checks);
  return (value) => isRecord(value) && fields.every(([name, check]) => check(value[name]));
}

function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.length <= longestList && value.every(check);
}

function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

function oneOf(...words: readonly string[]): Check {
  return (value) => typeof value === 'string' && words.includes(value);
}

function texts(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every(text);
}

function text(value: unknown): boolean {
  return typeof value === 'string' && value.length <= longestText;
}

function natural(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function anything(): boolean {
  return true;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
