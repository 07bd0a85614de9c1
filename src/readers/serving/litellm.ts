import type { Mention } from '../../domain/mention';
import { modelNamed, partOf } from '../hub-mention';
import type { Reader } from '../reader';
import { withoutSecrets } from '../service-url';
import { YamlSource, type YamlNode } from '../yaml-source';

/** Proxies of LiteLLM. */
export const litellm: Reader = {
  kind: 'litellm',
  title: 'Proxies for hosted models (LiteLLM)',
  files: ['**/*.{yaml,yml}'],
  specification: 'https://docs.litellm.ai/docs/proxy/configs',
  gives: ['service', 'model'],
  byContent: 'It has a `model_list` with `litellm_params`.',
  comments: '#',
  read(text) {
    if (!/^model_list[ \t]*:/m.test(text) || !text.includes('litellm_params')) return undefined;
    const yaml = new YamlSource(text, { start: 0, end: text.length });
    const mentions = yaml.items(yaml.top('model_list')).flatMap((item) => modelOf(yaml, item));
    return { mentions, problems: [...yaml.problems, ...yaml.duplicates()], comments: '#' };
  },
};

/** `provider/model`; what the providers for the Hub serve is a model of the Hub. */
function modelOf(yaml: YamlSource, item: YamlNode): readonly Mention[] {
  const parameters = yaml.valueOf(item, 'litellm_params');
  const name = yaml.scalar(yaml.valueOf(parameters, 'model'));
  if (!name || name.text === '' || /[${}\s]|^os\.environ/.test(name.text)) return [];
  const [prefix] = /^(?:huggingface|hosted_vllm)\/(?=[^/]+\/[^/]+$)/.exec(name.text) ?? [];
  const url = withoutSecrets(yaml.scalar(yaml.valueOf(parameters, 'api_base')));
  return [
    { kind: 'service', name, by: 'model_list', ...(url && { url }), whole: name },
    ...(prefix === undefined
      ? []
      : modelNamed(partOf(name, prefix.length), { relation: 'uses', by: 'model_list', revisionState: 'unknown' })),
  ];
}
