import type { ReadProblem, Subject } from '../../domain/document';
import type { LicenseMention } from '../../domain/mention';
import { JsonSource, type JsonNode } from '../json-source';
import type { Reader } from '../reader';
import { declaredLicense } from './license-value';

/** Datasets described in Croissant, a vocabulary of JSON-LD. */
export const croissant: Reader = {
  kind: 'croissant',
  title: 'Descriptions of datasets in Croissant (JSON-LD)',
  files: ['**/*croissant*.json', '**/{metadata,dataset}.json', '**/*.{jsonld,croissant}'],
  specification: 'https://docs.mlcommons.org/croissant/docs/croissant-spec.html',
  gives: ['license'],
  byContent: 'It uses the vocabulary of Croissant.',
  read(text) {
    if (!/mlcommons\.org\/(?:schema|croissant)/.test(text)) return undefined;
    const json = new JsonSource(text);
    if (json.root?.type !== 'object') return undefined;
    const problems = [...json.problems, ...json.duplicates()];
    const types = json.items(json.top('@type')).flatMap((node) => json.string(node)?.text ?? []);
    if (!types.some(isDataset)) return { mentions: [], problems: [...problems, notADataset(json)] };
    return { mentions: licenses(json), problems, subject: subjectOf(json) };
  },
};

function isDataset(type: string): boolean {
  return /^(?:(?:sc|schema):|https?:\/\/schema\.org\/)?Dataset$/.test(type);
}

function subjectOf(json: JsonSource): Subject {
  const name = json.string(json.top('name')) ?? json.string(json.top('sc:name'));
  const { start, end } = name ?? json.spanOf(json.top('@type')) ?? { start: 0, end: 0 };
  return { kind: 'dataset', described: { start, end }, ...(name && name.text !== '' && { name }) };
}

/** `license` is an id or URL, a `CreativeWork` with one, or a list of these. */
function licenses(json: JsonSource): readonly LicenseMention[] {
  const nodes = ['license', 'sc:license'].flatMap((key) => json.items(json.top(key)));
  return nodes.flatMap((node) => declaredLicense(json.string(node) ?? licenseOfWork(json, node)));
}

function licenseOfWork(json: JsonSource, work: JsonNode) {
  const keys = ['@id', 'url', 'sc:url', 'name', 'sc:name'];
  return keys.flatMap((key) => json.string(json.valueOf(work, key)) ?? [])[0];
}

function notADataset(json: JsonSource): ReadProblem {
  const span = json.spanOf(json.top('@type')) ?? { start: 0, end: 1 };
  const message =
    'Croissant describes datasets, but "@type" here is not "sc:Dataset", so nothing else was read. Set it.';
  return { code: 'croissant-type', message, ...span };
}
