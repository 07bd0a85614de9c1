import type { Document } from '../domain/document';
import type { PackageMention } from '../domain/mention';
import { indexStanding } from '../facts/package-indexes';
import { popularPackages } from '../facts/popular-packages';
import { comparableName } from '../packaging/name';
import { parseUrl } from '../packaging/url';
import type { NpmConfig } from './npm-config';

/** A package that others may be asked about. */
export interface AskedPackage {
  readonly ecosystem: 'pypi' | 'npm';
  /** In the form in which names are compared. */
  readonly name: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The packages of public indexes that documents name, each once. What is bound to another index, comes from a path or a
 * repository, or is the project's own is nobody else's business. Where a project or this machine uses an index of its own, a
 * name may be from there, too: then only those are asked about that are known to be public, as with what is merely installed.
 */
export function askedPackages(
  documents: readonly Document[],
  environment: Environment,
  npm: NpmConfig,
): readonly AskedPackage[] {
  const own = new Set(documents.flatMap(({ subject }) => (subject?.name ? [subject.name.text.toLowerCase()] : [])));
  const hasOwnIndex = usesOwnIndex(documents, environment);
  const found = new Map<string, AskedPackage>();
  for (const document of documents) {
    for (const mention of document.mentions('package')) {
      const asked = askedBy(mention);
      if (!asked || own.has(mention.name.text.toLowerCase())) continue;
      const isAsked =
        asked.ecosystem === 'npm'
          ? !npm.isPrivate(asked.name) && mention.role !== 'installed'
          : isPublic(document, mention) &&
            ((!hasOwnIndex && mention.role !== 'installed') || popularPackages().honest.has(asked.name));
      if (isAsked) found.set(keyOf(asked.ecosystem, asked.name), asked);
    }
  }
  return [...found.values()];
}

/** Under which answers on a package are kept. */
export function keyOf(ecosystem: string, name: string): string {
  return `${ecosystem} ${comparableName(ecosystem, name)}`;
}

/** What a mention would ask about, wherever it comes from. */
export function askedBy({ ecosystem, name, url, editable }: PackageMention): AskedPackage | undefined {
  if (url || editable || (ecosystem !== 'pypi' && ecosystem !== 'npm')) return undefined;
  return names[ecosystem].test(name.text) ? { ecosystem, name: comparableName(ecosystem, name.text) } : undefined;
}

/** https://packaging.python.org/en/latest/specifications/name-normalization/; https://docs.npmjs.com/cli/configuring-npm/package-json#name */
const names = {
  pypi: /^[a-z0-9](?:[\w.-]{0,98}[a-z0-9])?$/i,
  npm: /^(?:@[a-z0-9~][\w.~-]{0,99}\/)?[a-z0-9~][\w.~-]{0,199}$/i,
};

/** What Pipenv calls it in its locks, unless the Pipfile says otherwise. */
const nameOfPypi = 'pypi';

/** Whether the index that a package is bound to, if any, is one of PyPI or of the makers of public packages. */
function isPublic(document: Document, { index }: PackageMention): boolean {
  if (!index) return true;
  const named = document.mentions('index').find(({ name }) => name?.text === index.text);
  if (!named && index.text === nameOfPypi) return true;
  return isPublicIndex(named?.url.text ?? index.text);
}

function usesOwnIndex(documents: readonly Document[], environment: Environment): boolean {
  const { PIP_INDEX_URL, PIP_EXTRA_INDEX_URL, UV_INDEX_URL, UV_EXTRA_INDEX_URL, UV_INDEX, UV_DEFAULT_INDEX } =
    environment;
  const ofMachine = [PIP_INDEX_URL, PIP_EXTRA_INDEX_URL, UV_INDEX_URL, UV_EXTRA_INDEX_URL, UV_INDEX, UV_DEFAULT_INDEX]
    .flatMap((urls) => urls?.trim().split(/\s+/) ?? [])
    .filter(Boolean)
    .map((url) => url.replace(/^[\w-]+=(?=https?:)/, ''));
  const ofProject = documents.flatMap((document) =>
    document
      .mentions('index')
      .flatMap(({ url, role, explicit }) => (role === 'find-links' || explicit ? [] : [url.text])),
  );
  return [...ofMachine, ...ofProject].some((url) => !isPublicIndex(url));
}

function isPublicIndex(url: string): boolean {
  const parts = parseUrl(url);
  const standing = parts && indexStanding(parts.host, parts.path);
  return standing === 'pypi' || standing === 'maker';
}
