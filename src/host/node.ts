import { nodeFiles } from './node-files';
import { nodeHttp } from './node-http';
import type { ProxySettings } from './node-proxy';
import type { Host, Log } from './ports';

export { enginePath } from './node-files';

/** The ports on Node. Its `http` goes to the network as it is; a session puts its guard before it. `editor` are the settings of an editor. */
export function nodeHost(log: Log, editor: () => ProxySettings = () => ({})): Host {
  const { env } = process;
  return { files: nodeFiles, http: nodeHttp(env, editor), clock: { now }, log, environment: env };
}

/** The present, or the moment that `SOURCE_DATE_EPOCH` fixes: https://reproducible-builds.org/specs/source-date-epoch/ */
function now(): Date {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  return epoch !== undefined && /^\d{1,12}$/.test(epoch) ? new Date(Number(epoch) * 1000) : new Date();
}
