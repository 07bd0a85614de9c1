import { isMap, isSeq } from 'yaml';
import type { ReadProblem, Reading } from '../../domain/document';
import { joinedReadings, readingOf } from '../package-mention';
import type { Reader } from '../reader';
import { isTemplate } from '../requirements/requirement-line';
import { YamlSource, type YamlNode } from '../yaml-source';
import { condaPackage } from './match-spec-mention';
import { pipLine } from './pip-line';

/** Environments of conda. */
export const condaEnvironment: Reader = {
  kind: 'conda-environment',
  title: 'Environments of conda, with what pip adds to them (environment.yml)',
  files: ['**/*{environment,conda}*.{yml,yaml}', '**/env*.{yml,yaml}'],
  specification:
    'https://docs.conda.io/projects/conda/en/latest/user-guide/tasks/manage-environments.html#create-env-file-manually',
  gives: ['package', 'index', 'install-option', 'include'],
  byContent: 'Its key `dependencies` holds a list of packages.',
  comments: '#',
  read(text) {
    const yaml = new YamlSource(text, { start: 0, end: text.length });
    const dependencies = yaml.top('dependencies');
    const isUnread = !yaml.root && /^dependencies[ \t]*:/m.test(text);
    if (!isUnread && !isEnvironment(yaml, dependencies)) return undefined;
    const { mentions, problems } = condaDependencies(yaml, dependencies);
    return { mentions, problems: [...yaml.problems, ...yaml.duplicates(), ...problems], comments: '#' };
  },
};

/** What a list of `dependencies` asks for: packages of conda, and what pip adds. */
export function condaDependencies(yaml: YamlSource, list: YamlNode): Reading {
  return joinedReadings(yaml.items(list).map((item) => dependency(yaml, item)));
}

/** A list under `dependencies` that holds packages by name, or a list for pip. Charts of Helm hold mappings of other keys. */
function isEnvironment(yaml: YamlSource, dependencies: YamlNode): boolean {
  if (!isSeq(dependencies)) return false;
  return yaml.items(dependencies).some((item) => yaml.scalar(item) ?? yaml.valueOf(item, 'pip'));
}

function dependency(yaml: YamlSource, item: YamlNode): Reading {
  if (isMap(item)) {
    const lines = yaml.items(yaml.valueOf(item, 'pip')).flatMap((line) => yaml.scalar(line) ?? []);
    return joinedReadings(lines.map((line) => pipLine(line, yaml.text)));
  }
  const written = yaml.scalar(item);
  if (!written || isTemplate(written.text.slice(0, 2))) return readingOf();
  const mention = condaPackage(written, yaml.text);
  return mention ? readingOf(mention) : { mentions: [], problems: [notASpec(written)] };
}

function notASpec({ start, end }: { start: number; end: number }): ReadProblem {
  const message = 'conda expects a package here: its name, and the versions behind it.';
  return { code: 'requirement-syntax', message, start, end };
}
