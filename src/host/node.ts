import { enginePath, nodeFiles } from './node-files';
import { nodeHttp } from './node-http';
import type { ProxySettings } from './node-proxy';
import type { Host, Log } from './ports';

export { enginePath } from './node-files';

/** The ports on Node. Its `http` goes to the network as it is; a session puts its guard before it. `editor` are the settings of an editor. */
export function nodeHost(log: Log, editor: () => ProxySettings = () => ({})): Host {
  const { env } = process;
  const caches = cacheFolder(env, process.platform);
  return { files: nodeFiles, http: nodeHttp(env, editor), clock: { now, wait }, log, environment: env, caches };
}

/** By the customs of the system: https://specifications.freedesktop.org/basedir-spec/latest/ on those that have none of their own. */
export function cacheFolder(environment: Host['environment'], platform: string): string | undefined {
  const { XDG_CACHE_HOME, LOCALAPPDATA, HOME } = environment;
  if (XDG_CACHE_HOME) return enginePath(`${XDG_CACHE_HOME}/weighbridge`);
  if (platform === 'win32') return LOCALAPPDATA && enginePath(`${LOCALAPPDATA}/weighbridge/cache`);
  return HOME && enginePath(`${HOME}/${platform === 'darwin' ? 'Library/Caches' : '.cache'}/weighbridge`);
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((over) => setTimeout(over, milliseconds));
}

/** The present, or the moment that `SOURCE_DATE_EPOCH` fixes: https://reproducible-builds.org/specs/source-date-epoch/ */
function now(): Date {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  return epoch !== undefined && /^\d{1,12}$/.test(epoch) ? new Date(Number(epoch) * 1000) : new Date();
}
