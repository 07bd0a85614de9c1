import type { PackageMention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { JsonSource, type JsonEntry, type JsonNode } from '../json-source';
import type { Reader } from '../reader';
import { eachOnce, lockedPackage } from './locked-package';

/** What npm chose. */
export const packageLock: Reader = {
  kind: 'package-lock',
  title: 'Versions that npm chose (package-lock.json)',
  files: ['**/package-lock.json', '**/npm-shrinkwrap.json'],
  specification: 'https://github.com/npm/cli/blob/latest/docs/lib/content/configuring-npm/package-lock-json.md',
  gives: ['package'],
  read(text) {
    const json = new JsonSource(text);
    const packages = json.top('packages');
    const mentions = packages ? byPlace(json, packages) : byNesting(json, json.top('dependencies'));
    return { mentions, problems: json.problems };
  },
};

const modules = 'node_modules/';
const requirements = ['dependencies', 'optionalDependencies', 'peerDependencies'];
const deepest = 100;

/** Versions 2 and 3: packages by the folder they are put in. Those outside of `node_modules` are the project's own. */
function byPlace(json: JsonSource, packages: JsonNode): readonly PackageMention[] {
  const entries = json.entries(packages);
  const versions = new Map(entries.map(({ key, value }) => [key.text, versionOf(json, value)?.text]));
  return entries.flatMap(({ key, value }) => {
    const at = key.text.lastIndexOf(modules);
    if (at < 0 || json.valueOf(value, 'link')?.value === true) return [];
    const name = json.string(json.valueOf(value, 'name')) ?? cut(key, at + modules.length);
    const asked = requirements.flatMap((one) => json.entries(json.valueOf(value, one)));
    const requires = eachOnce(asked.map((needed) => chosen(needed.key, (folder) => versions.get(folder), key.text)));
    return locked(json, name, { key, value }, requires, key.text.slice(0, Math.max(0, at - 1)));
  });
}

/** Version 1: packages inside of the packages that they are for. */
function byNesting(
  json: JsonSource,
  table: JsonNode,
  above: readonly ReadonlyMap<string, string | undefined>[] = [],
  servedTo = '',
): readonly PackageMention[] {
  if (above.length > deepest) return [];
  const entries = json.entries(table);
  const scopes = [new Map(entries.map(({ key, value }) => [key.text, versionOf(json, value)?.text])), ...above];
  return entries.flatMap((entry) => {
    const inner = json.valueOf(entry.value, 'dependencies');
    const own = new Map(json.entries(inner).map(({ key, value }) => [key.text, versionOf(json, value)?.text]));
    const requires = json.entries(json.valueOf(entry.value, 'requires')).map(({ key }) => {
      const version = [own, ...scopes].find((scope) => scope.has(key.text))?.get(key.text);
      return { name: key, ...(version !== undefined && { version }) };
    });
    const folder = [servedTo, modules + entry.key.text].filter((part) => part !== '').join('/');
    return [locked(json, entry.key, entry, requires, servedTo), ...byNesting(json, inner, scopes, folder)];
  });
}

/** Node finds a package in the nearest `node_modules` above the one that asks for it. */
function chosen(name: Slice, versionAt: (folder: string) => string | undefined, from: string) {
  for (let folder = from; ;) {
    const version = versionAt(`${folder === '' ? '' : `${folder}/`}${modules}${name.text}`);
    if (version !== undefined) return { name, version };
    if (folder === '') return { name };
    const at = folder.lastIndexOf(`/${modules}`);
    folder = at < 0 ? '' : folder.slice(0, at);
  }
  return { name };
}

function locked(
  json: JsonSource,
  name: Slice,
  { key, value }: JsonEntry,
  requires: PackageMention['requires'],
  servedTo: string,
) {
  const resolved = json.string(json.valueOf(value, 'resolved')) ?? json.string(json.valueOf(value, 'version'));
  const hash = json.string(json.valueOf(value, 'integrity'));
  const isDev = json.valueOf(value, 'dev')?.value === true;
  return lockedPackage(name, versionOf(json, value), json.spanOf(value) ?? key, {
    ecosystem: 'npm',
    servedTo,
    hashes: hash ? [hash] : [],
    requires,
    url: resolved && /^(?:git\+|git:|file:|github:)/.test(resolved.text) ? resolved : undefined,
    group: isDev ? 'dev' : undefined,
  });
}

/** A version; version 1 puts the URL of a package from elsewhere in its place. */
function versionOf(json: JsonSource, value: JsonNode): Slice | undefined {
  const version = json.string(json.valueOf(value, 'version'));
  return version && /^\d[\w.+-]*$/.test(version.text) ? version : undefined;
}

function cut({ text, start, end }: Slice, length: number): Slice {
  return { text: text.slice(length), start: start + length, end };
}
