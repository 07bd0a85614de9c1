import { ByteError } from '../../bytes/cursor';
import type { ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { Findings } from '../findings';
import { codeInText } from '../held-code';
import { MessageReader, type Field } from '../protobuf/reader';
import { hasRequired, walkMessages, type Message } from '../protobuf/walk';
import { deedOf, reachingAttribute, reachingDeed } from './operators';
import { required, schema, type Kind } from './schema';

const mostFields = 5_000_000;
const longestNested = 1 << 24;
const shortestNested = 16;
const mostNested = 24;
const textValue = 8;
const textOfValue = 2;

/** Goes through the operators of a TensorFlow SavedModel: of its graphs, its functions, and of graphs that are kept in constants. */
export function scanSavedModel(source: ByteSource): Promise<readonly ScanFinding[]> {
  return scanFrom('saved', source);
}

/** The same of a graph with what training needs beside it, as version 1 kept it. */
export function scanMetaGraph(source: ByteSource): Promise<readonly ScanFinding[]> {
  return scanFrom('meta', source);
}

/** The same of a graph that stands alone, as frozen models do: https://www.tensorflow.org/api_docs/python/tf/compat/v1/GraphDef */
export function scanGraph(source: ByteSource): Promise<readonly ScanFinding[]> {
  return scanFrom('graph', source);
}

async function scanFrom(root: Kind, source: ByteSource): Promise<readonly ScanFinding[]> {
  const reader = new MessageReader(source, mostFields);
  const findings = new Findings();

  async function visit(message: Message<Kind>): Promise<void> {
    const { kind, fields, start, depth } = message;
    if (kind === 'node') await visitNode(fields, start);
    if (kind === 'value')
      for (const code of codeInText('tensorflow', 'attribute', await reader.textIn(fields, textOfValue), start))
        findings.add(code);
    if (kind === 'tensor')
      for (const field of fields) if (field.number === textValue) await visitText(field, depth + 1);
  }

  async function visitNode(fields: readonly Field[], start: number): Promise<void> {
    const operator = await reader.textIn(fields, 2);
    const attribute = reachingAttribute(operator);
    const reached = attribute === undefined ? [] : await attributeOf(fields, attribute);
    const found = reachingDeed(operator, reached, start) ?? deedOf(operator, start);
    if (found) findings.add(found);
  }

  /** An attribute of a node that is a text or a list of texts. */
  async function attributeOf(fields: readonly Field[], name: string): Promise<readonly string[]> {
    for (const entry of fields.filter(({ number }) => number === 5)) {
      const pair = await reader.fields(entry.start, entry.end);
      if ((await reader.textIn(pair, 1)) !== name) continue;
      const value = pair.find(({ number }) => number === 2);
      if (!value) return [];
      const one = await reader.fields(value.start, value.end);
      const list = one.find(({ number }) => number === 1);
      const texts = list ? await reader.fields(list.start, list.end) : one;
      return Promise.all(texts.filter(({ number }) => number === 2).map((text) => reader.text(text)));
    }
    return [];
  }

  /** A text that reads as a graph is one: data sets are kept so. */
  async function visitText({ start, end }: Field, depth: number): Promise<void> {
    if (depth > mostNested || end - start < shortestNested || end - start > longestNested) return;
    try {
      await walkMessages(reader, schema, 'graph', { start, end, depth }, visit);
    } catch (error) {
      if (!(error instanceof ByteError)) throw error;
    }
  }

  try {
    await walkMessages(reader, schema, root, { start: 0, end: source.size }, async (message) => {
      if (!hasRequired(message, required)) findings.add(broken(message.start));
      await visit(message);
    });
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    findings.add(broken(error.offset));
  }
  return findings.all;
}

function broken(offset: number): ScanFinding {
  const message = 'This model breaks off or holds what is no part of TensorFlow, so it was not read to its end.';
  return { code: 'tensorflow/broken', verdict: 'unknown', message, offset };
}
