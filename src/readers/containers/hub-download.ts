import type { Mention } from '../../domain/mention';
import { datasetNamed, modelNamed, revisionGiven } from '../hub-mention';
import { argumentsAfter, type Argument } from './arguments';
import type { ShellWord } from './shell';

/** Options of the Hub's command line that take a value: https://huggingface.co/docs/huggingface_hub/guides/cli */
const takesValue = new Set([
  ...['--repo-type', '--type', '--revision', '--include', '--exclude', '--cache-dir', '--local-dir', '--token'],
  ...['--local-dir-use-symlinks', '--max-workers', '--format'],
]);

/** The repository that `hf download` or `huggingface-cli download` fetches; none for other commands. */
export function hubDownload(words: readonly ShellWord[], canInsert: boolean): readonly Mention[] {
  const texts = words.map(({ value }) => value.text);
  const program = texts.findIndex((text) => /^(?:.*\/)?(?:hf|huggingface-cli)$/.test(text));
  if (program < 0 || texts[program + 1] !== 'download') return [];
  const given = argumentsAfter(words, program + 2, takesValue);
  const [repository] = given.filter(({ option }) => option === undefined);
  if (!repository?.value) return [];

  const by = `${texts[program]!.replace(/.*\//, '')} download`;
  const slot = { at: repository.word.whole.end, before: ' --revision ', after: '' };
  const revision = valueOf(given, '--revision')?.slice();
  const state = revisionGiven(revision, canInsert && !repository.word.isVariable ? slot : undefined);
  const said = { by, whole: repository.word.whole, ...state } as const;
  const type = valueOf(given, '--repo-type', '--type')?.text ?? 'model';
  if (type === 'dataset') return datasetNamed(repository.value.slice(), { relation: 'uses', ...said });
  return type === 'model' ? modelNamed(repository.value.slice(), { relation: 'uses', ...said }) : [];
}

function valueOf(given: readonly Argument[], ...options: readonly string[]) {
  return given.findLast(({ option }) => option !== undefined && options.includes(option))?.value;
}
