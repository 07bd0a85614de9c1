import type { Mention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { imageNamed } from '../containers/image';
import { modelNamed, partOf } from '../hub-mention';
import { commandGives } from '../containers/command';
import type { Reader } from '../reader';
import { YamlSource, type YamlNode } from '../yaml-source';
import { containerIn, variablesIn } from './containers-in-yaml';
import { modelVariables } from './model-arguments';

const keys = { command: ['entrypoint', 'command'], variables: 'environment' };

/** Applications of several containers. */
export const compose: Reader = {
  kind: 'compose',
  title: 'Applications of several containers (compose.yaml, docker-compose.yml)',
  files: ['**/{compose,docker-compose}*.{yaml,yml}', '**/*.{compose,docker-compose}.{yaml,yml}'],
  specification: 'https://docs.docker.com/reference/compose-file/',
  gives: commandGives,
  byContent: 'It has the key `services` or `models`.',
  comments: '#',
  read(text) {
    if (!/^["']?(?:services|models)["']?[ \t]*:/m.test(text)) return undefined;
    const yaml = new YamlSource(text, { start: 0, end: text.length });
    const services = yaml
      .entries(yaml.top('services'))
      .flatMap(({ value }) => [
        ...containerIn(yaml, value, keys, { image: imageOf(yaml, value) }),
        ...modelVariables(variablesIn(yaml, yaml.valueOf(yaml.valueOf(value, 'build'), 'args'))),
      ]);
    return {
      mentions: eachOnce([...services, ...models(yaml)]),
      problems: [...yaml.problems, ...yaml.duplicates()],
      comments: '#',
    };
  },
};

/** What services share by an anchor is said once. */
function eachOnce(mentions: readonly Mention[]): readonly Mention[] {
  const seen = new Set<string>();
  return mentions.filter((mention) => {
    const key = mention.kind === 'model' ? `${mention.name.start} ${mention.revision?.start}` : undefined;
    const isKnown = key !== undefined && seen.has(key);
    if (key !== undefined) seen.add(key);
    return !isKnown;
  });
}

/** The image of a service; where it is built here, the name is one that the project gives to its own. */
function imageOf(yaml: YamlSource, service: YamlNode): Slice | undefined {
  return yaml.valueOf(service, 'build') ? undefined : yaml.scalar(yaml.valueOf(service, 'image'));
}

/** Models that come as images, or from the Hub: https://docs.docker.com/reference/compose-file/models/ */
function models(yaml: YamlSource): readonly Mention[] {
  return yaml.entries(yaml.top('models')).flatMap(({ value }): readonly Mention[] => {
    const written = yaml.scalar(yaml.valueOf(value, 'model'));
    if (!written) return [];
    const [host] = /^(?:hf\.co|huggingface\.co)\//.exec(written.text) ?? [];
    const image = host === undefined ? imageNamed(written) : undefined;
    if (host === undefined) return image ? [image] : [];
    const colon = written.text.indexOf(':');
    const name = partOf(written, host.length, colon < 0 ? written.text.length : colon);
    return modelNamed(name, { relation: 'uses', by: 'models', whole: written });
  });
}
