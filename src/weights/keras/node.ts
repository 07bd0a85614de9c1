/** A part of a description that names what Keras is to build: a class, a function, or a value of a special kind. */
export interface KerasNode {
  /** The class; of a function its name. */
  readonly name: string;
  /** The module from which Keras takes it, where the description says. */
  readonly module?: string;
  /** Whether the description gives the module in so many words, so that Keras imports it. */
  readonly isImported: boolean;
  readonly isFunction: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  /** What it is called with right away, where that is literal. */
  readonly args: readonly unknown[];
}

const mostArguments = 6;

type Fields = Readonly<Record<string, unknown>>;

/** What an object of a description names; `undefined` where it names nothing. https://github.com/keras-team/keras/blob/master/keras/src/saving/serialization_lib.py */
export function kerasNode(value: Fields): KerasNode | undefined {
  const { class_name: className, config, module: from } = value;
  if (typeof className !== 'string') return undefined;
  const isFunction = className === 'function' && typeof config === 'string';
  const stated = isFunction ? config : className === '__typespec__' ? textOr(value.spec_name, className) : className;
  const dot = typeof from === 'string' ? -1 : stated.lastIndexOf('.');
  const module = typeof from === 'string' ? from : dot > 0 ? stated.slice(0, dot) : undefined;
  return {
    name: stated.slice(dot + 1),
    ...(module !== undefined && { module }),
    isImported: typeof from === 'string',
    isFunction,
    settings: isFields(config) ? config : {},
    args: literalArguments(value),
  };
}

/** Whether a value is an object with fields. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A model calls its layers while it is built; of such a call only texts and numbers tell something. */
function literalArguments({ inbound_nodes: calls }: Fields): readonly unknown[] {
  const [first] = Array.isArray(calls) ? (calls as readonly unknown[]) : [];
  const args = isFields(first) ? first.args : undefined;
  return Array.isArray(args)
    ? args.slice(0, mostArguments).filter((one) => ['string', 'number', 'boolean'].includes(typeof one))
    : [];
}

function textOr(value: unknown, other: string): string {
  return typeof value === 'string' ? value : other;
}
