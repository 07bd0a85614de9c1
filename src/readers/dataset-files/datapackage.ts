import type { LicenseMention } from '../../domain/mention';
import { JsonSource } from '../json-source';
import type { Reader } from '../reader';
import { declaredLicense } from './license-value';

/** Data packages. */
export const datapackage: Reader = {
  kind: 'datapackage',
  title: 'Data packages (datapackage.json)',
  files: ['**/datapackage.json'],
  specification: 'https://datapackage.org/standard/data-package/',
  gives: ['license'],
  byContent: 'It has `resources`, `profile` or `licenses`.',
  read(text) {
    const json = new JsonSource(text);
    const isOurs = ['resources', 'profile', 'licenses'].some((key) => json.top(key) !== undefined);
    if (!isOurs) return json.problems.length > 0 ? { mentions: [], problems: json.problems } : undefined;
    const name = json.string(json.top('name'));
    const { start, end } = name ?? { start: 0, end: 0 };
    const subject = { kind: 'dataset', described: { start, end }, ...(name && { name }) } as const;
    return { mentions: licenses(json), problems: [...json.problems, ...json.duplicates()], subject };
  },
};

/** Each has a `name`, which is an id, or a `path`, which is a URL; `license` was the key before version 1. */
function licenses(json: JsonSource): readonly LicenseMention[] {
  const nodes = ['licenses', 'license'].flatMap((key) => json.items(json.top(key)));
  return nodes.flatMap((node) => {
    const [named] = declaredLicense(json.string(node) ?? json.string(json.valueOf(node, 'name')));
    const [linked] = declaredLicense(json.string(json.valueOf(node, 'path')));
    return (named?.spdx === undefined && linked?.spdx !== undefined ? linked : (named ?? linked)) ?? [];
  });
}
