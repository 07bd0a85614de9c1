import { imageNamed } from '../containers/image';
import type { Reader } from '../reader';
import { includedAt } from './included';
import { YamlSource } from '../yaml-source';

/** Projects that MLflow runs. */
export const mlproject: Reader = {
  kind: 'mlproject',
  title: 'Projects that MLflow runs (MLproject)',
  files: ['**/MLproject'],
  specification: 'https://mlflow.org/docs/latest/ml/projects/',
  gives: ['package', 'include'],
  byContent: 'It has a key of MLflow, such as `entry_points`.',
  comments: '#',
  read(text) {
    if (!/^["']?(?:entry_points|docker_env|conda_env|python_env|name)["']?[ \t]*:/m.test(text)) return undefined;
    const yaml = new YamlSource(text, { start: 0, end: text.length });
    const written = yaml.scalar(yaml.valueOf(yaml.top('docker_env'), 'image'));
    const image = written && imageNamed(written);
    const environments = [
      ...includedAt(yaml.scalar(yaml.top('conda_env')), 'conda-environment'),
      ...includedAt(yaml.scalar(yaml.top('python_env')), 'python-env'),
    ];
    return {
      mentions: image ? [image, ...environments] : environments,
      problems: [...yaml.problems, ...yaml.duplicates()],
      comments: '#',
    };
  },
};
