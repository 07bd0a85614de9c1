import { PackageURL } from 'packageurl-js';
import { comparableName } from './name';

/** Package URLs of the things a project is made of: https://github.com/package-url/purl-spec */

export function packagePurl(ecosystem: 'pypi' | 'npm' | 'conda' | 'docker', name: string, version?: string): string {
  const comparable = comparableName(ecosystem, name);
  const slash = ecosystem === 'npm' || ecosystem === 'docker' ? comparable.lastIndexOf('/') : -1;
  return slash < 0
    ? purl(ecosystem, undefined, comparable, version)
    : purl(ecosystem, comparable.slice(0, slash), comparable.slice(slash + 1), version);
}

/** A model on the Hub or in another registry, with the commit, tag or version it is pinned to, if any. */
export function modelPurl(
  name: string,
  revision?: string,
  registry?: 'mlflow' | 'github' | 'spacy' | 'ollama',
): string {
  if (registry === 'mlflow') return mlflowPurl(name, revision);
  const slash = name.lastIndexOf('/');
  const owner = slash < 0 ? undefined : name.slice(0, slash);
  if (registry === 'spacy' || registry === 'ollama')
    return new PackageURL('generic', owner, name.slice(slash + 1), revision, { type: registry }).toString();
  return purl(registry ?? 'huggingface', owner, name.slice(slash + 1), revision);
}

/** A model that a run of MLflow has logged is told by the id of that run, 32 hexadecimal digits, in place of a version. */
function mlflowPurl(name: string, version: string | undefined): string {
  const isRun = version !== undefined && /^[0-9a-f]{32}$/.test(version);
  return isRun
    ? new PackageURL('mlflow', undefined, name, undefined, { run_id: version }).toString()
    : purl('mlflow', undefined, name, version);
}

/** A dataset on the Hub; the type has no word for datasets, so the Hub's own path prefix tells them from models. */
export function datasetPurl(name: string, revision?: string): string {
  const slash = name.lastIndexOf('/');
  const owner = slash < 0 ? 'datasets' : `datasets/${name.slice(0, slash)}`;
  return purl('huggingface', owner, name.slice(slash + 1), revision);
}

/** A weight file that is fetched from the web, without the query, which may hold a token. `undefined` for any other path. */
export function fetchedPurl(path: string): string | undefined {
  return /^https?:/i.test(path) ? referencePurl(path.replace(/[?#].*/s, '')) : undefined;
}

/**
 * A package named by nothing but the place it comes from, such as `git+https://github.com/psf/requests.git`.
 * `undefined` for a path of this machine, which names nothing that others could find.
 */
export function referencePurl(reference: string): string | undefined {
  const url = withoutCredentials(reference);
  const found = /^(?:(\w+)\+)?(?:https?|ssh|git):\/\/[^?#]*?([^/?#]+?)(?:\.git)?(?:@[^/?#]*)?\/?(?:[?#].*)?$/.exec(url);
  if (!found) return undefined;
  const [, versionControl, name] = found;
  const qualifiers = { [versionControl === undefined ? 'download_url' : 'vcs_url']: url };
  return new PackageURL('generic', undefined, name!, undefined, qualifiers, undefined).toString();
}

/** A URL without the user name, password or token it may carry: these go nowhere. */
export function withoutCredentials(url: string): string {
  return url.replace(/^([\w+.-]+:\/\/)[^/?#@]*(?::[^/?#@]*)?@/, '$1');
}

/** A service by the name that the project gives it; the type `generic` has no word for services, so a qualifier says it. */
export function servicePurl(name: string): string {
  return new PackageURL('generic', undefined, name, undefined, { type: 'service' }, undefined).toString();
}

/** A file or folder of the workspace, by its path relative to the root. */
export function localPurl(path: string): string {
  const slash = path.lastIndexOf('/');
  return purl('generic', slash < 0 ? undefined : path.slice(0, slash), path.slice(slash + 1), undefined);
}

function purl(type: string, namespace: string | undefined, name: string, version: string | undefined): string {
  return new PackageURL(type, namespace, name, version, undefined, undefined).toString();
}
