import { spdxOf } from '../../facts/license-ids';
import type { LicenseMention } from '../../domain/mention';
import { slice, trimmed, type Slice } from '../../text/place';

const longest = 300;

/** A license that a dataset declares by an id, a URL or in words; none for empty and long texts, which name nothing. */
export function declaredLicense(written: Slice | undefined): readonly LicenseMention[] {
  if (!written) return [];
  const isEscaped = written.end - written.start !== written.text.length;
  const { text, start } = trimmed(slice(written.text, 0, written.text.length));
  const id = isEscaped ? written : { text, start: written.start + start, end: written.start + start + text.length };
  if (text === '' || text.length > longest) return [];
  const spdx = spdxOf(text) ?? spdxOfUrl(text);
  return [{ kind: 'license', id, ...(spdx !== undefined && { spdx }) }];
}

/** The license that a page of Creative Commons, SPDX, choosealicense.com, OSI or Open Data Commons stands for. */
function spdxOfUrl(url: string): string | undefined {
  const [, host = '', path = ''] = /^https?:\/\/(?:www\.)?([\w.-]+)\/([^?#]*)/.exec(url) ?? [];
  const creativeCommons = /^(licenses|publicdomain)\/([a-z-]+)\/(\d\.\d)(?:\/(?:deed|legalcode)?(?:\.\w+)?)?\/?$/.exec(
    path,
  );
  if (host === 'creativecommons.org' && creativeCommons) {
    const [, , name = '', version = ''] = creativeCommons;
    if (creativeCommons[1] === 'publicdomain') return name === 'zero' ? spdxOf(`CC0-${version}`) : undefined;
    return spdxOf(`CC-${name.toUpperCase()}-${version}`);
  }
  if (host === 'apache.org') return /^licenses\/license-2\.0(?:\.\w+)?$/i.test(path) ? 'Apache-2.0' : undefined;
  if (host === 'opendatacommons.org') return openData.get(/^licenses\/(\w+)/.exec(path)?.[1] ?? '');
  const [, id] = /^licenses?\/([\w.+-]+?)(?:\.html|\.txt)?\/?$/i.exec(path) ?? [];
  return id !== undefined && lists.has(host) ? spdxOf(id) : undefined;
}

const lists = new Set(['spdx.org', 'choosealicense.com', 'opensource.org']);
const openData: ReadonlyMap<string, string> = new Map([
  ['by', 'ODC-By-1.0'],
  ['odbl', 'ODbL-1.0'],
  ['pddl', 'PDDL-1.0'],
]);
