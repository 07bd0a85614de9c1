import type { CommitInUse } from '../domain/knowledge';
import type { Files } from '../host/ports';

/**
 * The commit that a revision pointed to when it was last downloaded to this machine's Hub cache:
 * https://huggingface.co/docs/huggingface_hub/guides/manage-cache (`refs/` holds one small file a branch or tag).
 */
export async function commitInCache(
  files: Files,
  environment: Readonly<Record<string, string | undefined>>,
  kind: 'model' | 'dataset',
  name: string,
  revision: string,
): Promise<CommitInUse | undefined> {
  const cache = cacheFolder(environment);
  if (cache === undefined || !isPlain(name) || !isPlain(revision)) return undefined;
  const ref = `${cache}/${kind}s--${name.replaceAll('/', '--')}/refs/${revision}`;
  const bytes = await files.read(ref, 256).catch(() => undefined);
  const commit = bytes && new TextDecoder().decode(bytes).trim();
  return commit !== undefined && /^[0-9a-f]{40}$/.test(commit) ? { commit, source: 'the local cache' } : undefined;
}

/** Names become part of a path, so they must not lead out of the cache. */
function isPlain(text: string): boolean {
  return /^[\w.-]+(\/[\w.-]+)*$/.test(text) && !text.split('/').includes('..');
}

/** https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables; an empty variable counts as none */
function cacheFolder(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const { HF_HUB_CACHE, HF_HOME, XDG_CACHE_HOME, HOME, USERPROFILE } = environment;
  const home = [HOME, USERPROFILE].find(Boolean);
  const folders = [
    HF_HUB_CACHE,
    HF_HOME && `${HF_HOME}/hub`,
    XDG_CACHE_HOME && `${XDG_CACHE_HOME}/huggingface/hub`,
    home && `${home}/.cache/huggingface/hub`,
  ];
  return folders.find(Boolean)?.replaceAll('\\', '/');
}
