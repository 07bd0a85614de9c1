import type { ReadProblem } from '../../domain/document';
import type { Mention } from '../../domain/mention';
import { packageMention } from '../package-mention';
import type { MappedText } from '../requirements/mapped-text';
import { isTemplate, readRequirement } from '../requirements/requirement-line';
import { argumentsAfter, type Argument } from './arguments';
import type { ShellWord } from './shell';

/** What a command says, and what is wrong with it. */
export interface CommandReading {
  readonly mentions: readonly Mention[];
  readonly problems: readonly ReadProblem[];
}

/** Options of `pip install` and `uv pip install` that take a value: https://pip.pypa.io/en/stable/cli/pip_install/ */
const takesValue = new Set([
  ...['-r', '--requirement', '-c', '--constraint', '-e', '--editable', '-i', '--index-url', '--extra-index-url'],
  ...['-f', '--find-links', '-t', '--target', '--prefix', '--root', '--platform', '--python-version', '--abi'],
  ...['--implementation', '--src', '--upgrade-strategy', '--config-settings', '-C', '--global-option', '--no-binary'],
  ...['--only-binary', '--progress-bar', '--root-user-action', '--report', '--cache-dir', '--timeout', '--retries'],
  ...['--trusted-host', '--proxy', '--cert', '--client-cert', '--log', '--use-feature', '--exists-action', '-p'],
  ...['--python', '--index', '--default-index', '--index-strategy', '--resolution', '--prerelease', '--link-mode'],
  ...[
    '--overrides',
    '--override',
    '-b',
    '--build-constraint',
    '--torch-backend',
    '--exclude-newer',
    '--keyring-provider',
    ...['--group', '--optional', '--package', '--script', '--with', '--rev', '--tag', '--branch'],
  ],
]);

/** Commands of other tools that take requirements as `pip install` does. */
const others = /(?:^|[\s/])(?:uv (?:add|tool install)|pipx install|pdm add)$/;

/** The packages that `pip install` is told to install; undefined for other commands. */
export function pipInstall(words: readonly ShellWord[]): CommandReading | undefined {
  const from = installAt(words.map(({ value }) => value.text));
  if (from === undefined) return undefined;
  const isUv = words.some(({ value }) => /(?:^|[\\/])uv$/.test(value.text));
  const readings = argumentsAfter(words, from, takesValue, 'qvUI').map((argument) => readArgument(argument, isUv));
  return {
    mentions: readings.flatMap(({ mentions }) => mentions),
    problems: readings.flatMap(({ problems }) => problems),
  };
}

/** The index behind `pip … install`, also as `python -m pip` and behind `sudo` or `conda run`. */
function installAt(words: readonly string[]): number | undefined {
  if (/^(?:echo|printf|apt|apt-get|apk|yum|dnf|brew)$/.test(words[0] ?? '')) return undefined;
  const other = words.slice(0, 6).findIndex((_, at) => others.test(words.slice(0, at + 1).join(' ')));
  if (other >= 0) return other + 1;
  const pip = words.slice(0, 20).findIndex((word) => /^(?:.*[\\/])?pip(?:3(?:\.\d+)?)?(?:\.exe)?$/.test(word));
  if (pip < 0) return undefined;
  const command = words.findIndex((word, index) => index > pip && !word.startsWith('-'));
  return words[command] === 'install' ? command + 1 : undefined;
}

function readArgument({ option, value, word }: Argument, exclusive: boolean): CommandReading {
  const nothing = { mentions: [], problems: [] };
  if (!value || value.length === 0) return nothing;
  if (option === undefined) return requirementIn(value, word, false);
  const said = value.slice();
  if (isTemplate(said.text)) return nothing;
  const { whole } = word;
  if (option === '-e' || option === '--editable') return requirementIn(value, word, true);
  if (option === '-r' || option === '--requirement')
    return { mentions: [{ kind: 'include', path: said, as: 'requirements' }], problems: [] };
  if (option === '-c' || option === '--constraint')
    return { mentions: [{ kind: 'include', path: said, as: 'constraints' }], problems: [] };
  if (option === '--trusted-host')
    return { mentions: [{ kind: 'install-option', option: 'trusted-host', value: said, whole }], problems: [] };
  const role = indexRole(option);
  return role ? { mentions: [{ kind: 'index', url: said, role, exclusive, whole }], problems: [] } : nothing;
}

function indexRole(option: string): 'primary' | 'extra' | 'find-links' | undefined {
  if (option === '-i' || option === '--index-url' || option === '--default-index') return 'primary';
  if (option === '--extra-index-url' || option === '--index') return 'extra';
  return option === '-f' || option === '--find-links' ? 'find-links' : undefined;
}

function requirementIn(value: MappedText, { whole, redirected }: ShellWord, editable: boolean): CommandReading {
  if (/^[$`]/.test(value.text)) return { mentions: [], problems: [] };
  const { said, problems } = readRequirement(value, editable);
  const cutOff = redirected && /^[A-Za-z0-9][\w.,[\]-]*$/.test(value.text) ? [shellRedirects(redirected)] : [];
  return {
    mentions: said ? [packageMention(said.name, { ...said, editable, whole })] : [],
    problems: [...problems, ...cutOff],
  };
}

function shellRedirects({ start, end }: { readonly start: number; readonly end: number }): ReadProblem {
  const message =
    'The shell takes this for a redirection to a file, so pip never sees the version. Put the requirement in quotes.';
  return { code: 'shell-redirection', message, start, end };
}
