import type { PackageMention } from '../../domain/mention';
import type { Reader } from '../reader';
import { YamlSource, type YamlNode } from '../yaml-source';
import { eachOnce, lockedPackage } from './locked-package';

/** What conda-lock chose. */
export const condaLock: Reader = {
  kind: 'conda-lock',
  title: 'Versions that conda-lock chose (conda-lock.yml)',
  files: ['**/*conda-lock.{yml,yaml}'],
  specification: 'https://conda.github.io/conda-lock/output/#unified-lockfile',
  gives: ['package'],
  byContent: 'It has the key `package` or `metadata`.',
  comments: '#',
  read(text) {
    const yaml = new YamlSource(text, { start: 0, end: text.length });
    const list = yaml.top('package');
    if (!list && !yaml.top('metadata')) return undefined;
    return {
      mentions: yaml.items(list).flatMap((entry) => locked(yaml, entry)),
      problems: yaml.problems,
      comments: '#',
    };
  },
};

function locked(yaml: YamlSource, entry: YamlNode): readonly PackageMention[] {
  const scalar = (key: string) => yaml.scalar(yaml.valueOf(entry, key));
  const name = scalar('name');
  const whole = yaml.spanOf(entry);
  if (!name || !whole) return [];
  const hash = yaml.valueOf(entry, 'hash');
  const digest = yaml.scalar(yaml.valueOf(hash, 'sha256')) ?? yaml.scalar(yaml.valueOf(hash, 'md5'));
  const category = scalar('category')?.text;
  const required = yaml.entries(yaml.valueOf(entry, 'dependencies')).map(({ key }) => ({ name: key }));
  const mention = lockedPackage(name, scalar('version'), whole, {
    ecosystem: scalar('manager')?.text === 'pip' ? 'pypi' : 'conda',
    hashes: digest ? [digest] : [],
    requires: eachOnce(required),
    group: category === 'main' ? undefined : category,
  });
  return [mention];
}
