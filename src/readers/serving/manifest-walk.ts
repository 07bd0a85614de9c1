import type { Mention, PackageMention } from '../../domain/mention';
import { isImageName } from '../containers/image';
import { modelNamed } from '../hub-mention';
import { ofOllama } from '../ollama';
import { packageMention } from '../package-mention';
import type { YamlNode, YamlSource } from '../yaml-source';
import { containerIn, hubUri } from './containers-in-yaml';
import { isModelName } from './model-arguments';

const keys = { command: ['command', 'args', 'extraArgs'], variables: 'env' };
/** Keys by which charts call the model that they serve. */
const namesModel = /^(?:model(?:URL|Id|ID|_id|Name)?|hf_?[mM]odel(?:Id|ID|_id|Name)?)$/;
const deepest = 20;
const mostNodes = 20_000;

/**
 * The images and models in all mappings of a manifest, wherever its schema puts them: `image` with what stands beside
 * it, `imageName` of Triton, `repository` with `tag`, `hf://` URIs, `modelURL` of the vLLM production stack, and what Ollama is
 * to fetch.
 */
export function manifestMentions(yaml: YamlSource): readonly Mention[] {
  const mentions: Mention[] = [];
  const isKubernetes = yaml.top('apiVersion') !== undefined;
  const isKserve = yaml.scalar(yaml.top('apiVersion'))?.text.startsWith('serving.kserve.io/') ?? false;
  let nodes = 0;
  const visit = (node: YamlNode, depth: number, name?: string): void => {
    if (depth > deepest || nodes++ > mostNodes) return;
    const entries = yaml.entries(node);
    if (entries.length === 0) return yaml.scalar(node) ? undefined : visitItems(node, depth);
    const image = yaml.valueOf(node, 'image');
    const hint = yaml.scalar(yaml.valueOf(image, 'repository'))?.text ?? name;
    const named = yaml.scalar(image) ?? yaml.scalar(yaml.valueOf(node, 'imageName'));
    mentions.push(...containerIn(yaml, node, keys, { image: named, hint }), ...splitImage(yaml, node));
    if (name === 'ollama') mentions.push(...ollamaModels(yaml, yaml.valueOf(node, 'models')));
    for (const { key, value } of entries) {
      const written = yaml.scalar(value);
      if (!written) visit(value, depth + 1, key.text);
      else if (written.text.startsWith('hf://')) mentions.push(...hubUri(written, key.text, isKserve));
      else if ((key.text === 'modelURL' || (namesModel.test(key.text) && !isKubernetes)) && isModelName(written.text))
        mentions.push(...modelNamed(written, { relation: 'uses', by: key.text }));
    }
  };
  const visitItems = (node: YamlNode, depth: number): void => {
    for (const item of yaml.items(node)) if (item !== node) visit(item, depth + 1);
  };
  visit(yaml.root, 0);
  return mentions;
}

/** What the chart of Ollama fetches and starts: https://github.com/otwld/ollama-helm */
function ollamaModels(yaml: YamlSource, models: YamlNode): readonly Mention[] {
  const lists = [models, yaml.valueOf(models, 'pull'), yaml.valueOf(models, 'run')];
  return lists
    .flatMap((list) => yaml.items(list))
    .flatMap((item) => {
      const name = yaml.scalar(item);
      return name ? ofOllama(name, { relation: 'uses', by: 'ollama.models' }) : [];
    });
}

/** Helm's custom: `repository` and `tag` or `digest` as keys of their own. An empty tag stands for one that the chart chooses. */
function splitImage(yaml: YamlSource, map: YamlNode): readonly PackageMention[] {
  const name = yaml.scalar(yaml.valueOf(map, 'repository'));
  const tag = yaml.scalar(yaml.valueOf(map, 'tag'));
  const digest = yaml.scalar(yaml.valueOf(map, 'digest'));
  if (!name || (!tag && !digest) || !isImageName(name.text)) return [];
  const given = [digest, tag].find((version) => version && version.text !== '');
  const clauses = given ? [{ operator: '==', version: given }] : [];
  return [packageMention(name, { ecosystem: 'docker', specifier: given ?? tag ?? digest, clauses, whole: name })];
}
