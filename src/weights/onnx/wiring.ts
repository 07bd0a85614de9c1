import type { Field, MessageReader } from '../protobuf/reader';
import { numberIn } from './wholeness';

const withLooseWeights = 4;
const implied: ReadonlySet<string> = new Set(['', 'ai.onnx']);

/** Names that are there at one place of a graph: its own, and those of the graphs around it. */
interface Scope {
  readonly own: Set<string>;
  readonly around?: Scope;
}

/** Where the values of a model come from: whether each is made once, and before it is used, by operators of a set that is imported. */
export class Wiring {
  private constructor(
    private readonly reader: MessageReader,
    private readonly version: number,
    private readonly domains: ReadonlySet<string>,
  ) {}

  /** Whether all graphs and functions of a model are wired as a runtime can follow. Fails with a `ByteError`. */
  static async holds(reader: MessageReader, model: readonly Field[]): Promise<boolean> {
    const version = numberIn(model, 1);
    const domains = await domainsOf(reader, model, 8);
    const wiring = new Wiring(reader, version, domains);
    for (const field of model) {
      if (field.number === 7 && !(await wiring.#isGraphWired(field, undefined))) return false;
      if (field.number === 25 && !(await wiring.#isFunctionWired(field))) return false;
    }
    return true;
  }

  async #isGraphWired(graph: Field, around: Scope | undefined): Promise<boolean> {
    const fields = await this.reader.fields(graph.start, graph.end);
    const scope: Scope = { own: new Set(), ...(around && { around }) };
    for (const input of of(fields, 11)) {
      const value = await this.reader.fields(input.start, input.end);
      if (!add(scope.own, await this.reader.textIn(value, 1))) return false;
      if (!around && !(await this.#isTyped(value))) return false;
    }
    const given = new Set<string>();
    for (const name of await this.#givenNames(fields)) {
      if (!add(given, name) || (this.version < withLooseWeights && !scope.own.has(name))) return false;
    }
    for (const name of given) scope.own.add(name);
    for (const node of of(fields, 1)) if (!(await this.#isNodeWired(node, scope, this.domains))) return false;
    for (const output of of(fields, 12)) {
      const value = await this.reader.fields(output.start, output.end);
      if (!isThere(scope, await this.reader.textIn(value, 1))) return false;
      if (!around && !(await this.#isTyped(value))) return false;
    }
    return true;
  }

  /** The tensors that a graph brings along, sparse ones by that of their values. */
  async #givenNames(fields: readonly Field[]): Promise<readonly string[]> {
    const names: string[] = [];
    for (const tensor of of(fields, 5)) names.push(await this.#nameOf(tensor));
    for (const { start, end } of of(fields, 15)) {
      const [values] = of(await this.reader.fields(start, end), 1);
      names.push(values ? await this.#nameOf(values) : '');
    }
    return names;
  }

  async #nameOf({ start, end }: Field): Promise<string> {
    return this.reader.textIn(await this.reader.fields(start, end), 8);
  }

  async #isFunctionWired({ start, end }: Field): Promise<boolean> {
    const fields = await this.reader.fields(start, end);
    const scope: Scope = { own: new Set() };
    for (const input of of(fields, 4)) if (!add(scope.own, await this.reader.text(input))) return false;
    const domains = await domainsOf(this.reader, fields, 9);
    for (const node of of(fields, 7)) if (!(await this.#isNodeWired(node, scope, domains))) return false;
    for (const output of of(fields, 5)) if (!scope.own.has(await this.reader.text(output))) return false;
    return true;
  }

  async #isNodeWired(node: Field, scope: Scope, domains: ReadonlySet<string>): Promise<boolean> {
    const fields = await this.reader.fields(node.start, node.end);
    const domain = await this.reader.textIn(fields, 7);
    if (!domains.has(implied.has(domain) ? '' : domain)) return false;
    for (const input of of(fields, 1)) {
      const name = await this.reader.text(input);
      if (name !== '' && !isThere(scope, name)) return false;
    }
    for (const attribute of of(fields, 5)) {
      const inside = await this.reader.fields(attribute.start, attribute.end);
      for (const graph of [...of(inside, 6), ...of(inside, 11)])
        if (!(await this.#isGraphWired(graph, scope))) return false;
    }
    for (const output of of(fields, 2)) {
      const name = await this.reader.text(output);
      if (name !== '' && !add(scope.own, name)) return false;
    }
    return true;
  }

  /** What goes into a model and comes out has a type; that of a tensor says of which elements, though not always how many. */
  async #isTyped(value: readonly Field[]): Promise<boolean> {
    const [type] = of(value, 2);
    if (!type) return false;
    const kinds = (await this.reader.fields(type.start, type.end)).filter(({ number }) => number !== 6);
    const tensor = kinds.find(({ number }) => number === 1 || number === 8);
    if (!tensor) return kinds.length > 0;
    const fields = await this.reader.fields(tensor.start, tensor.end);
    return numberIn(fields, 1) > 0;
  }
}

/** The sets of operators that are imported, by domain; the first versions of ONNX imply the only one there was. */
async function domainsOf(
  reader: MessageReader,
  fields: readonly Field[],
  number: number,
): Promise<ReadonlySet<string>> {
  const domains = new Set<string>();
  for (const { start, end } of of(fields, number)) {
    const domain = await reader.textIn(await reader.fields(start, end), 1);
    domains.add(implied.has(domain) ? '' : domain);
  }
  return domains.size === 0 ? new Set(['']) : domains;
}

function of(fields: readonly Field[], number: number): readonly Field[] {
  return fields.filter((field) => field.number === number);
}

/** Whether it was not there before and has a name at all. */
function add(names: Set<string>, name: string): boolean {
  const isNew = name !== '' && !names.has(name);
  names.add(name);
  return isNew;
}

function isThere({ own, around }: Scope, name: string): boolean {
  return own.has(name) || (around !== undefined && isThere(around, name));
}
