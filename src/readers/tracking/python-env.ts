import { joinedReadings } from '../package-mention';
import { pipLine } from '../conda/pip-line';
import type { Reader } from '../reader';
import { YamlSource } from '../yaml-source';

/** The Python environment that MLflow makes for a project or a model. */
export const pythonEnv: Reader = {
  kind: 'python-env',
  title: 'Python environments of MLflow (python_env.yaml)',
  files: ['**/python_env.{yaml,yml}'],
  specification: 'https://mlflow.org/docs/latest/ml/projects/#python-virtual-environments',
  gives: ['package', 'index', 'install-option', 'include', 'runtime'],
  byContent: 'It has a key of MLflow: `python`, `dependencies` or `build_dependencies`.',
  comments: '#',
  read(text) {
    const yaml = new YamlSource(text, { start: 0, end: text.length });
    const python = yaml.scalar(yaml.top('python'));
    const lists = ['build_dependencies', 'dependencies'].map((key) => yaml.top(key));
    if (!python && !lists.some(Boolean)) return undefined;
    const lines = lists.flatMap((list) => yaml.items(list)).flatMap((item) => yaml.scalar(item) ?? []);
    const { mentions, problems } = joinedReadings(lines.map((line) => pipLine(line, text)));
    return {
      mentions: [...(python ? [{ kind: 'runtime', language: 'python', specifier: python } as const] : []), ...mentions],
      problems: [...yaml.problems, ...yaml.duplicates(), ...problems],
      comments: '#',
    };
  },
};
