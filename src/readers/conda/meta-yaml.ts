import type { PackageMention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { licenseMention } from '../package-mention';
import type { Reader } from '../reader';
import { YamlSource, type YamlNode } from '../yaml-source';
import { condaPackage } from './match-spec-mention';

/** Recipes of conda-build. */
export const metaYaml: Reader = {
  kind: 'conda-recipe',
  title: 'Recipes of conda packages (meta.yaml)',
  files: ['**/meta.{yaml,yml}'],
  specification: 'https://docs.conda.io/projects/conda-build/en/stable/resources/define-metadata.html',
  gives: ['package', 'license'],
  byContent: 'It names a `package` and has `requirements`, `build` or `outputs`.',
  comments: '#',
  read(text) {
    const yaml = new YamlSource(withoutTemplates(text), { start: 0, end: text.length });
    const about = yaml.top('package');
    if (!yaml.valueOf(about, 'name') || !(yaml.top('requirements') ?? yaml.top('build') ?? yaml.top('outputs'))) {
      return undefined;
    }
    const written = (node: YamlNode): Slice | undefined => {
      const value = yaml.scalar(node);
      return value && { ...value, text: text.slice(value.start, value.end) };
    };
    const parts = [yaml.root, ...yaml.items(yaml.top('outputs'))];
    const packages = parts.flatMap((part) => requirements(yaml, part, written, text));
    const license = written(yaml.valueOf(yaml.top('about'), 'license'));
    const name = written(yaml.valueOf(about, 'name'));
    const described = yaml.spanOf(about)!;
    return {
      mentions: license && !isTemplated(license) ? [...packages, licenseMention(license)] : packages,
      problems: yaml.problems,
      comments: '#',
      subject: { kind: 'application', described, ...(name && !isTemplated(name) && { name }) },
    };
  },
};

const groups: readonly (readonly [section: string, group?: string])[] = [['build', 'build'], ['host', 'host'], ['run']];

function requirements(
  yaml: YamlSource,
  part: YamlNode,
  written: (node: YamlNode) => Slice | undefined,
  text: string,
): readonly PackageMention[] {
  const needs = yaml.valueOf(part, 'requirements');
  const listed = (list: YamlNode, details: Parameters<typeof condaPackage>[2]): readonly PackageMention[] =>
    yaml.items(list).flatMap((item) => {
      const spec = written(item);
      return spec ? (condaPackage(spec, text, details) ?? []) : [];
    });
  return [
    ...groups.flatMap(([section, group]) => listed(yaml.valueOf(needs, section), group === undefined ? {} : { group })),
    ...listed(yaml.valueOf(needs, 'run_constrained'), { role: 'constraint' }),
    ...listed(yaml.valueOf(yaml.valueOf(part, 'test'), 'requires'), { group: 'test' }),
  ];
}

/** A text of the same length that is YAML: Jinja's statements and comments are blank, its expressions plain letters. */
function withoutTemplates(text: string): string {
  return text
    .replace(/\{%[^%\n]*%\}|\{#[^#\n]*#\}/g, (statement) => ' '.repeat(statement.length))
    .replace(/\{\{[^{}\n]*\}\}/g, (expression) => '_'.repeat(expression.length));
}

function isTemplated({ text }: Slice): boolean {
  return text.includes('{{');
}
