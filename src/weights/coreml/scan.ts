import { ByteError } from '../../bytes/cursor';
import type { ScanFinding } from '../../domain/scan';
import { Findings } from '../findings';
import { hasEnding, shortMetadata, type Recognized, type WeightFile } from '../format';
import { codeInText } from '../held-code';
import { leadsOutside } from '../outside-path';
import { headFields } from '../protobuf/head';
import { MessageReader } from '../protobuf/reader';
import { walkMessages } from '../protobuf/walk';
import { isType, schema, type Kind } from './schema';

const mostFields = 5_000_000;
const longestShown = 100;

/** Fields that hold what people are told, or what a class of the app is given. */
const texts: Readonly<Partial<Record<Kind, readonly number[]>>> = {
  metadata: [1, 3, 4],
  entry: [2],
  'parameter-value': [20],
};

/** A Core ML model begins with the version of its specification. */
export function coreml(file: WeightFile): Recognized | undefined {
  if (!hasEnding(file, '.mlmodel')) return undefined;
  const fields = headFields(file);
  const version = fields[0]?.number === 1 ? fields[0].value : undefined;
  if (typeof version !== 'bigint' || fields[1]?.number !== 2) return undefined;
  return { format: 'coreml', metadata: shortMetadata([['specification_version', String(version)]]) };
}

/** Core ML only computes; custom models and layers are classes of the app, chosen by names in the file. */
export async function scanCoreml({ source }: WeightFile): Promise<readonly ScanFinding[]> {
  const reader = new MessageReader(source, mostFields);
  const findings = new Findings();
  try {
    await walkMessages(reader, schema, 'model', { start: 0, end: source.size }, async ({ kind, fields, start }) => {
      if (kind === 'model' && fields.filter(({ number }) => isType(number)).length !== 1) findings.add(broken(start));
      if (kind === 'custom') findings.add(customClass(await reader.textIn(fields, 10), start));
      for (const number of texts[kind] ?? [])
        for (const code of codeInText('coreml', kind, await reader.textIn(fields, number), start)) findings.add(code);
      if (kind !== 'path') return;
      const path = await reader.textIn(fields, 1);
      if (leadsOutside(path)) findings.add(outsidePath(path, start));
    });
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    findings.add(broken(error.offset));
  }
  return findings.all;
}

function customClass(name: string, offset: number): ScanFinding {
  const data = { class: name.slice(0, longestShown) };
  const message = `This model is run by the class ${data.class} of the app that loads it. Use it only in an app that is made for it.`;
  return { code: 'coreml/custom-class', verdict: 'suspicious', message, offset, data };
}

function outsidePath(path: string, offset: number): ScanFinding {
  const data = { path: path.slice(0, longestShown) };
  const message = `This model loads another one from ${JSON.stringify(data.path)}, outside of its own folder. Do not load it.`;
  return { code: 'coreml/outside-path', verdict: 'dangerous', message, offset, data };
}

function broken(offset: number): ScanFinding {
  const message = 'This model breaks off or holds what is no part of Core ML, so it was not read to its end.';
  return { code: 'coreml/broken', verdict: 'unknown', message, offset };
}
