import type { PackageMention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { JsonSource, type JsonEntry, type JsonNode } from '../json-source';
import type { Reader } from '../reader';
import { lockedPackage } from './locked-package';

/** What Pipenv chose. */
export const pipfileLock: Reader = {
  kind: 'pipfile-lock',
  title: 'Versions that Pipenv chose (Pipfile.lock)',
  files: ['**/Pipfile.lock'],
  specification: 'https://pipenv.pypa.io/en/latest/pipfile.html#example-pipfile-lock',
  gives: ['package'],
  read(text) {
    const json = new JsonSource(text);
    const mentions = json.entries(json.root).flatMap(({ key, value }) => {
      const group = key.text === 'default' ? undefined : key.text === 'develop' ? 'dev' : key.text;
      if (key.text === '_meta') return [];
      const entries = json.entries(value).filter((entry) => entry.value?.type === 'object');
      return entries.map((entry) => locked(json, entry, group));
    });
    return { mentions, problems: json.problems };
  },
};

const urls = ['file', 'path', 'git', 'hg', 'svn'];

function locked(json: JsonSource, { key, value }: JsonEntry, group: string | undefined): PackageMention {
  const strings = (node: JsonNode): readonly Slice[] => json.items(node).flatMap((item) => json.string(item) ?? []);
  const written = json.string(json.valueOf(value, 'version'));
  const commit = json.valueOf(value, 'git') && json.string(json.valueOf(value, 'ref'));
  const version = written && /^==[^=]/.test(written.text) ? behindEquals(written) : undefined;
  return lockedPackage(key, version, json.spanOf(value) ?? key, {
    specifier: written && written.text !== '' ? written : undefined,
    hashes: strings(json.valueOf(value, 'hashes')),
    extras: strings(json.valueOf(value, 'extras')),
    marker: json.string(json.valueOf(value, 'markers')),
    git: commit && { revision: commit, by: 'rev' },
    url: urls.flatMap((one) => json.string(json.valueOf(value, one)) ?? [])[0],
    index: json.string(json.valueOf(value, 'index')),
    editable: json.valueOf(value, 'editable')?.value === true,
    group,
  });
}

function behindEquals({ text, start, end }: Slice): Slice {
  return { text: text.slice(2), start: start + 2, end };
}
