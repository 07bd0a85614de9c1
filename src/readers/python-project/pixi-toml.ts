import type { Subject } from '../../domain/document';
import { joinedReadings, readingOf } from '../package-mention';
import type { Reader } from '../reader';
import { TomlSource, type TomlNode } from '../toml-source';
import { projectLicenses } from './license';
import { pixi } from './pixi';

/** Projects of Pixi in a file of their own. */
export const pixiToml: Reader = {
  kind: 'pixi',
  title: 'Projects of Pixi, with packages of conda and PyPI (pixi.toml)',
  files: ['**/pixi.toml'],
  specification: 'https://pixi.sh/latest/reference/pixi_manifest/',
  gives: ['package', 'index', 'license'],
  comments: '#',
  read(text) {
    const toml = new TomlSource(text);
    const about = toml.top('workspace') ?? toml.top('project');
    const licenses = projectLicenses(toml.string(toml.valueOf(about, 'license')), []);
    const { mentions, problems } = joinedReadings([pixi(toml, toml.root), readingOf(...licenses)]);
    const subject = subjectOf(toml, about);
    return { mentions, problems: [...toml.problems, ...problems], comments: '#', ...(subject && { subject }) };
  },
};

function subjectOf(toml: TomlSource, about: TomlNode): Subject | undefined {
  const described = toml.spanOf(about);
  const name = toml.string(toml.valueOf(about, 'name'));
  return described && { kind: 'application', described, ...(name && { name }) };
}
