import type { Reader } from '../reader';
import { TomlSource } from '../toml-source';
import { uv } from './uv';

/** Settings of uv in a file of their own. */
export const uvToml: Reader = {
  kind: 'uv-toml',
  title: 'Settings of uv (uv.toml)',
  files: ['**/uv.toml'],
  specification: 'https://docs.astral.sh/uv/concepts/configuration-files/',
  gives: ['package', 'index'],
  comments: '#',
  read(text) {
    const toml = new TomlSource(text);
    const { mentions, problems } = uv(toml, toml.root);
    return { mentions, problems: [...toml.problems, ...problems], comments: '#' };
  },
};
