import type { PackageMention } from '../../domain/mention';
import { npmSpec } from '../npm-spec';
import { argumentsAfter } from './arguments';
import type { ShellWord } from './shell';

/** Options of `npm install` that take a value: https://docs.npmjs.com/cli/v11/commands/npm-install */
const takesValue = new Set(['--prefix', '--registry', '--cache', '--loglevel', '-w', '--workspace', '--tag', '-C']);

/** The packages that `npm install` and its like are told to install; none for other commands. */
export function npmInstall(words: readonly ShellWord[]): readonly PackageMention[] {
  const texts = words.slice(0, 4).map(({ value }) => value.text);
  const from = texts.findIndex((_, at) =>
    /^(?:npm (?:install|i|add)|pnpm (?:add|install)|yarn(?: global)? add|bun (?:add|install))$/.test(
      texts.slice(0, at + 1).join(' '),
    ),
  );
  if (from < 0) return [];
  return argumentsAfter(words, from + 1, takesValue).flatMap(({ option, value }) => {
    const spec = option === undefined && value && !value.text.includes('$') ? npmSpec(value.slice()) : undefined;
    return spec ? [spec] : [];
  });
}
