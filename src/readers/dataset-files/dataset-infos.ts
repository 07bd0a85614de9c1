import type { LicenseMention } from '../../domain/mention';
import { JsonSource, type JsonNode } from '../json-source';
import type { Reader } from '../reader';
import { declaredLicense } from './license-value';

const ownKeys = ['features', 'splits', 'builder_name', 'download_size', 'citation'];

/** What the library `datasets` writes beside data. */
export const datasetInfos: Reader = {
  kind: 'dataset-infos',
  title: 'Facts that the library datasets keeps (dataset_infos.json, dataset_info.json)',
  files: ['**/{dataset_infos,dataset_info}.json'],
  specification: 'https://huggingface.co/docs/datasets/package_reference/main_classes#datasets.DatasetInfo',
  gives: ['license'],
  byContent: 'It has a key that the library writes, such as `features` or `splits`.',
  read(text) {
    const json = new JsonSource(text);
    const isInfo = (node: JsonNode): boolean => ownKeys.some((key) => json.valueOf(node, key) !== undefined);
    const infos = [json.root, ...json.entries(json.root).map(({ value }) => value)].filter(isInfo);
    if (infos.length === 0) return undefined;
    const found = new Map<string, LicenseMention>();
    for (const info of infos) {
      const [license] = declaredLicense(json.string(json.valueOf(info, 'license')));
      if (license && !found.has(license.id.text)) found.set(license.id.text, license);
    }
    return { mentions: [...found.values()], problems: json.problems };
  },
};
