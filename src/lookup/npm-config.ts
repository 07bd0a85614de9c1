import type { Files } from '../host/ports';

/** What the user has told npm of registries. */
export interface NpmConfig {
  /** The URL of the registry, where the user names one. */
  readonly registry?: string;
  /** Whether the user takes packages of that scope from a registry of their own. */
  isPrivate(name: string): boolean;
}

const longest = 1 << 18;

/** Reads `~/.npmrc` and the environment: https://docs.npmjs.com/cli/configuring-npm/npmrc. Tokens in it are passed over. */
export async function npmConfig(
  files: Files,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<NpmConfig> {
  const home = [environment.HOME, environment.USERPROFILE].find(Boolean);
  const file = environment.npm_config_userconfig ?? (home && `${home.replaceAll('\\', '/')}/.npmrc`);
  const bytes = file ? await files.read(file, longest).catch(() => undefined) : undefined;
  const settings = new Map(settingsIn(bytes ? new TextDecoder().decode(bytes) : ''));
  const registry = environment.npm_config_registry ?? environment.NPM_CONFIG_REGISTRY ?? settings.get('registry');
  const isUsable = registry !== undefined && /^https:\/\/[^\s@]+$/i.test(registry);
  return {
    ...(isUsable && { registry: registry.replace(/\/+$/, '') }),
    isPrivate: (name) => settings.has(`${/^@[^/]+/.exec(name)?.[0]}:registry`),
  };
}

function* settingsIn(text: string): Generator<readonly [string, string]> {
  for (const line of text.split(/\r?\n/)) {
    const [, key, value] = /^\s*((?:@[\w.~-]+:)?registry)\s*=\s*"?([^"\s]+)/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) yield [key, value];
  }
}
