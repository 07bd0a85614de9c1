import { ByteError } from '../../bytes/cursor';
import type { ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { Findings } from '../findings';
import { codeInText } from '../held-code';
import { leadsElsewhere } from '../outside-path';
import { MessageReader, type Field } from '../protobuf/reader';
import { walkMessages } from '../protobuf/walk';
import { schema, type Kind } from './schema';
import { isWhole } from './wholeness';
import { Wiring } from './wiring';

/** Fields that hold what people are told, or what an operator is given as a text. */
const texts: Readonly<Partial<Record<Kind, number>>> = { model: 6, property: 2, attribute: 4 };

const mostFields = 5_000_000;
const longestShown = 200;
/** Operators that the runtimes bring along. */
const knownDomain =
  /^(?:|ai\.onnx(?:\.ml|\.training|\.preview(?:\.training)?)?|com\.microsoft(?:\.\w+)*|com\.ms\.internal\.nhwc|org\.pytorch(?:\.\w+)*|pkg\.[\w.]+|this)$/;
const pythonOperator = /^(?:PyOp|PythonOp|PyFunc|PyCustomOp|.*Python.*)$/i;

/** Goes through all graphs of an ONNX model: operators from elsewhere, and paths of data that stands in other files. */
export async function scanOnnx(source: ByteSource): Promise<readonly ScanFinding[]> {
  const reader = new MessageReader(source, mostFields);
  const findings = new Findings();
  /** Operators of other domains, by domain and name. */
  const foreign = new Map<string, ScanFinding>();
  /** Functions that the model itself defines, by domain and name. */
  const defined = new Set<string>();

  async function visitNode(fields: readonly Field[], offset: number): Promise<void> {
    const operator = await reader.textIn(fields, 4);
    const domain = await reader.textIn(fields, 7);
    if (domain !== '' && pythonOperator.test(operator)) findings.add(pythonCall(operator, domain, offset));
    else if (!knownDomain.test(domain)) foreign.set(`${domain} ${operator}`, foreignOperator(domain, offset));
  }

  /** https://github.com/onnx/onnx/blob/main/docs/ExternalData.md */
  async function visitTensor(fields: readonly Field[], offset: number): Promise<void> {
    for (const entry of fields.filter(({ number }) => number === 13)) {
      const pair = await reader.fields(entry.start, entry.end);
      const [key, value] = [await reader.textIn(pair, 1), await reader.textIn(pair, 2)];
      if (key === 'location' && leadsElsewhere(value)) findings.add(outsidePath(value, offset));
      if ((key === 'offset' || key === 'length') && !isSize(value)) findings.add(oddSize(key, value, offset));
    }
  }

  try {
    await walkMessages(reader, schema, 'model', { start: 0, end: source.size, isComplete: true }, async (message) => {
      const { kind, fields, start } = message;
      if (!(await isWhole(reader, message))) findings.add(broken(start));
      const text = texts[kind];
      if (text !== undefined)
        for (const code of codeInText('onnx', kind, await reader.textIn(fields, text), start)) findings.add(code);
      if (kind === 'node') await visitNode(fields, start);
      if (kind === 'tensor') await visitTensor(fields, start);
      if (kind === 'function') defined.add(`${await reader.textIn(fields, 10)} ${await reader.textIn(fields, 1)}`);
    });
    const wires = new MessageReader(source, mostFields);
    if (!(await Wiring.holds(wires, await wires.fields(0, source.size)))) findings.add(broken(0));
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    findings.add(broken(error.offset));
  }
  for (const [name, finding] of foreign) if (!defined.has(name)) findings.add(finding);
  return findings.all;
}

function pythonCall(operator: string, domain: string, offset: number): ScanFinding {
  const data = { operator: operator.slice(0, longestShown), domain: domain.slice(0, longestShown) };
  const message = `The operator ${data.operator} of this model runs Python code when the model is used. Do not load it.`;
  return { code: 'onnx/python-operator', verdict: 'dangerous', message, offset, data };
}

function foreignOperator(domain: string, offset: number): ScanFinding {
  const data = { domain: domain.slice(0, longestShown) };
  const message = `This model uses operators of ${data.domain}, which need code that no runtime brings along. Use it only if you trust that code.`;
  return { code: 'onnx/foreign-operator', verdict: 'suspicious', message, offset, data };
}

function outsidePath(path: string, offset: number): ScanFinding {
  const location = path.slice(0, longestShown);
  const message = `This model reads its data from ${JSON.stringify(location)}, outside of its own folder. Do not load it.`;
  return { code: 'onnx/outside-path', verdict: 'dangerous', message, offset, data: { location } };
}

/** No model has data of more than 2^53 bytes. */
function isSize(written: string): boolean {
  return /^\d+$/.test(written) && Number.isSafeInteger(Number(written));
}

function oddSize(key: string, written: string, offset: number): ScanFinding {
  const message = `This model reads data of another file with the ${key} ${JSON.stringify(written.slice(0, longestShown))}, which no file can have. Do not load it.`;
  return { code: 'onnx/odd-size', verdict: 'suspicious', message, offset };
}

function broken(offset: number): ScanFinding {
  const message =
    'This model breaks off or is not put together as ONNX demands, so what it does is not known. Download or export it again.';
  return { code: 'onnx/broken', verdict: 'unknown', message, offset };
}
