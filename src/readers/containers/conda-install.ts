import type { PackageMention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { parseMatchSpec } from '../conda/match-spec';
import { argumentsAfter } from './arguments';
import type { ShellWord } from './shell';
import { packageMention } from '../package-mention';

/** Options of `conda install` that take a value: https://docs.conda.io/projects/conda/en/stable/commands/install.html */
const takesValue = new Set([
  ...['-c', '--channel', '-n', '--name', '-p', '--prefix', '--file', '--solver', '--subdir', '--platform'],
  ...['--experimental', '--revision', '--repodata-fn'],
]);

/** The packages that `conda install` is told to install, or `mamba` in its place; none for other commands. */
export function condaInstall(words: readonly ShellWord[]): readonly PackageMention[] {
  const [program = '', command] = words.map(({ value }) => value.text);
  if (!/^(?:.*\/)?(?:conda|mamba|micromamba)$/.test(program) || command !== 'install') return [];
  return argumentsAfter(words, 2, takesValue, 'yqfSdC').flatMap(({ option, value, word: { whole } }) => {
    const spec = option === undefined && value ? parseMatchSpec(value.text) : undefined;
    if (!spec || !value) return [];
    const place = ({ start, end }: Slice): Slice => value.slice(start, end);
    const clauses = spec.clauses.map(({ operator, version }) => ({ operator, version: place(version) }));
    const specifier = spec.specifier && place(spec.specifier);
    return packageMention(place(spec.name), { ecosystem: 'conda', clauses, specifier, whole });
  });
}
