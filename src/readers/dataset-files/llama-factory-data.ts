import { datasetNamed } from '../hub-mention';
import { JsonSource } from '../json-source';
import type { Reader } from '../reader';

/** The datasets that LLaMA-Factory can choose from. */
export const llamaFactoryData: Reader = {
  kind: 'llama-factory-data',
  title: 'Datasets that LLaMA-Factory can choose from (dataset_info.json)',
  files: ['**/dataset_info.json'],
  specification: 'https://github.com/hiyouga/LLaMA-Factory/blob/main/data/README.md',
  gives: ['dataset'],
  byContent: 'An entry has a key of LLaMA-Factory, such as `hf_hub_url`.',
  read(text) {
    if (!/"(?:hf_hub_url|file_name|script_url|ms_hub_url)"/.test(text)) return undefined;
    const json = new JsonSource(text);
    const mentions = json.entries(json.root).flatMap(({ value }) => {
      const name = json.string(json.valueOf(value, 'hf_hub_url'));
      return datasetNamed(name, { relation: 'uses', by: 'hf_hub_url', revisionState: 'absent' });
    });
    return { mentions, problems: [...json.problems, ...json.duplicates()] };
  },
};
