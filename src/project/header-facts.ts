import { spdxOf } from '../facts/license-ids';

/** What the header of a weight file says of the model in it, in the same words for every format. */
export interface HeaderFacts {
  /** `architecture`, `quantization`, `parameters`, `tokenizer`, and what the header says beside. */
  readonly facts: Readonly<Record<string, string>>;
  /** An SPDX id where one is known, else as written. */
  readonly license?: string;
  /** Names on the Hub, `owner/name`. */
  readonly baseModels: readonly string[];
  readonly datasets: readonly string[];
}

/** By fact: the keys of headers that say it. GGUF has `general.*`; `modelspec.*` stands in the metadata of safetensors. */
const keys: Readonly<Record<string, readonly string[]>> = {
  architecture: ['general.architecture', 'metadata.modelspec.architecture'],
  quantization: ['general.file_type'],
  parameters: ['parameters', 'general.parameter_count', 'general.size_label'],
  tokenizer: ['tokenizer.ggml.model'],
  license: ['license', 'general.license', 'metadata.license', 'metadata.modelspec.license'],
};
const told: ReadonlySet<string> = new Set(Object.values(keys).flat());
const reference = /^general\.(base_model|dataset)\.\d+\.(\w+)$/;

/** https://github.com/ggml-org/ggml/blob/master/docs/gguf.md#general-metadata */
export function headerFacts(metadata: Readonly<Record<string, string>>): HeaderFacts {
  const said = (fact: string): string | undefined => keys[fact]!.map((key) => metadata[key]).find((value) => value);
  const [quantization, license] = [said('quantization'), said('license')];
  const facts = {
    architecture: said('architecture'),
    quantization: quantization && (fileTypes.get(quantization) ?? `file type ${quantization}`),
    parameters: said('parameters'),
    tokenizer: said('tokenizer'),
  };
  const others = Object.entries(metadata).filter(([key]) => !told.has(key) && !reference.test(key));
  return {
    facts: Object.fromEntries(
      [...Object.entries(facts), ...others].filter(([, value]) => value !== undefined),
    ) as Record<string, string>,
    ...(license !== undefined && { license: spdxOf(license) ?? license }),
    baseModels: repositories(metadata, 'base_model'),
    datasets: repositories(metadata, 'dataset'),
  };
}

/** The repositories on the Hub that `general.base_model.0.repo_url` and its like name. */
function repositories(metadata: Readonly<Record<string, string>>, of: 'base_model' | 'dataset'): readonly string[] {
  const found = Object.entries(metadata).flatMap(([key, value]) => {
    const [, kind, field] = reference.exec(key) ?? [];
    return kind === of && field === 'repo_url' ? (hubUrl.exec(value)?.[1] ?? []) : [];
  });
  return [...new Set(found)];
}

const hubUrl = /^https:\/\/huggingface\.co\/(?:datasets\/)?([\w.-]{1,96}\/[\w.-]{1,96})\/?$/;

/** The values of `general.file_type`, as llama.cpp names them. */
const fileTypes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ 0: 'F32', 1: 'F16', 2: 'Q4_0', 3: 'Q4_1', 7: 'Q8_0', 8: 'Q5_0', 9: 'Q5_1', 10: 'Q2_K', 11: 'Q3_K_S' },
    ...{ 12: 'Q3_K_M', 13: 'Q3_K_L', 14: 'Q4_K_S', 15: 'Q4_K_M', 16: 'Q5_K_S', 17: 'Q5_K_M', 18: 'Q6_K' },
    ...{ 19: 'IQ2_XXS', 20: 'IQ2_XS', 21: 'Q2_K_S', 22: 'IQ3_XS', 23: 'IQ3_XXS', 24: 'IQ1_S', 25: 'IQ4_NL' },
    ...{ 26: 'IQ3_S', 27: 'IQ3_M', 28: 'IQ2_S', 29: 'IQ2_M', 30: 'IQ4_XS', 31: 'IQ1_M', 32: 'BF16' },
    ...{ 36: 'TQ1_0', 37: 'TQ2_0' },
  }),
);
