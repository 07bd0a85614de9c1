import { modelAt } from '../training/format';
import type { Reader } from '../reader';
import { YamlSource } from '../yaml-source';

/** Keys that nothing but vLLM has beside `model`. */
const ownKeys = [
  ...['served-model-name', 'tensor-parallel-size', 'pipeline-parallel-size', 'data-parallel-size'],
  ...['gpu-memory-utilization', 'max-model-len', 'max-num-seqs', 'max-num-batched-tokens', 'enforce-eager'],
  ...['enable-prefix-caching', 'enable-auto-tool-choice', 'enable-chunked-prefill', 'enable-lora', 'kv-cache-dtype'],
  ...['speculative-config', 'tool-call-parser', 'reasoning-parser', 'load-format', 'swap-space', 'download-dir'],
];
const ownKey = new RegExp(`^(?:${ownKeys.join('|').replaceAll('-', '[-_]')})[ \\t]*:`, 'm');

/** Arguments of `vllm serve --config`. */
export const vllmConfig: Reader = {
  kind: 'vllm-config',
  title: 'Configurations of the vLLM server',
  files: ['**/*.{yaml,yml}'],
  specification: 'https://docs.vllm.ai/en/latest/configuration/serve_args.html',
  gives: ['model', 'weights'],
  byContent: 'It has the key `model` and another argument of vLLM.',
  comments: '#',
  read(text) {
    if (!/^model(?:-tag|_tag)?[ \t]*:/m.test(text) || !ownKey.test(text)) return undefined;
    const yaml = new YamlSource(text, { start: 0, end: text.length });
    const mentions = ['model', 'model-tag', 'model_tag'].flatMap((key) =>
      modelAt(yaml, yaml.root, key, { revision: 'revision' }),
    );
    const draft = yaml.top('speculative-config') ?? yaml.top('speculative_config');
    const adapters = yaml.items(yaml.top('lora-modules') ?? yaml.top('lora_modules'));
    return {
      mentions: [
        ...mentions,
        ...modelAt(yaml, draft, 'model', { revision: 'revision' }),
        ...modelAt(yaml, yaml.root, 'tokenizer', { revision: 'tokenizer-revision' }),
        ...adapters.flatMap((adapter) => modelAt(yaml, adapter, 'path')),
      ],
      problems: [...yaml.problems, ...yaml.duplicates()],
      comments: '#',
    };
  },
};
