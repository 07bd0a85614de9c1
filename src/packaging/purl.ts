import { PackageURL } from 'packageurl-js';
import { normalizedName } from './name';

/** Package URLs of the things a project is made of: https://github.com/package-url/purl-spec */

export function packagePurl(ecosystem: 'pypi' | 'npm' | 'conda' | 'docker', name: string, version?: string): string {
  if (ecosystem === 'pypi') return purl('pypi', undefined, normalizedName(name), version);
  const slash = ecosystem === 'conda' ? -1 : name.lastIndexOf('/');
  return slash < 0
    ? purl(ecosystem, undefined, name, version)
    : purl(ecosystem, name.slice(0, slash), name.slice(slash + 1), version);
}

/** A model on the Hub, with the commit or tag it is pinned to, if any. */
export function modelPurl(name: string, revision?: string): string {
  const slash = name.lastIndexOf('/');
  return purl('huggingface', slash < 0 ? undefined : name.slice(0, slash), name.slice(slash + 1), revision);
}

/** A dataset on the Hub; the type has no word for datasets, so the Hub's own path prefix tells them from models. */
export function datasetPurl(name: string, revision?: string): string {
  const slash = name.lastIndexOf('/');
  const owner = slash < 0 ? 'datasets' : `datasets/${name.slice(0, slash)}`;
  return purl('huggingface', owner, name.slice(slash + 1), revision);
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
