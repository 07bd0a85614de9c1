import type { Mention } from '../../domain/mention';
import { hubAddress } from '../hub-address';
import { datasetNamed, modelAddressed, modelNamed, revisionGiven } from '../hub-mention';
import { spacyModel } from '../model-address';
import { ofOllama } from '../ollama';
import { weightAddress } from '../weight-path';
import { argumentsAfter } from './arguments';
import type { ShellWord } from './shell';

const ofClone = new Set(['-b', '--branch', '--depth', '-c', '--config', '-o', '--origin', '--filter', '-j', '--jobs']);

/** The models, datasets and weight files that `git clone`, `curl`, `wget`, `ollama pull` and `spacy download` fetch. */
export function fetched(words: readonly ShellWord[]): readonly Mention[] {
  const texts = words.map(({ value }) => value.text);
  const program = texts.findIndex(
    (text, at) => at < 8 && /^(?:.*\/)?(?:git|curl|wget|aria2c|ollama|spacy)$/.test(text),
  );
  if (program < 0) return [];
  const name = texts[program]!.replace(/.*\//, '');
  const [command = ''] = texts.slice(program + 1);
  if (name === 'git') return command === 'clone' ? cloned(words.slice(program + 2)) : [];
  if (name === 'ollama') return /^(?:pull|run)$/.test(command) ? pulled(words.slice(program + 2)) : [];
  if (name === 'spacy') return command === 'download' ? downloaded(words.slice(program + 2)) : [];
  return words.slice(program + 1).flatMap((word) => addressed(word, name));
}

/** What an address leads to: a repository of the Hub, or a weight file elsewhere. */
export function addressed({ value, whole }: ShellWord, by: string): readonly Mention[] {
  const written = value.slice();
  const found = hubAddress(written);
  if (found && found.form !== 'repository') {
    const said = { relation: 'uses', by, whole, ...revisionGiven(found.revision) } as const;
    return found.kind === 'model' ? modelNamed(found.name, said) : datasetNamed(found.name, said);
  }
  return weightAddress(written, by);
}

function cloned(words: readonly ShellWord[]): readonly Mention[] {
  const given = argumentsAfter(words, 0, ofClone);
  const branch = given.findLast(({ option }) => option === '-b' || option === '--branch')?.value?.slice();
  return given.flatMap(({ option, value, word: { whole } }) => {
    const found = option === undefined && value ? hubAddress(value.slice()) : undefined;
    if (found?.form !== 'repository') return [];
    const said = { relation: 'uses', by: 'git clone', whole, ...revisionGiven(branch) } as const;
    return found.kind === 'model' ? modelNamed(found.name, said) : datasetNamed(found.name, said);
  });
}

/** Behind the name, `ollama run` takes what the model is asked. */
function pulled(words: readonly ShellWord[]): readonly Mention[] {
  const name = words.find(({ value }) => !value.text.startsWith('-'));
  return name ? ofOllama(name.value.slice(), { relation: 'uses', by: 'ollama pull', whole: name.whole }) : [];
}

function downloaded(words: readonly ShellWord[]): readonly Mention[] {
  return words.flatMap(({ value, whole }): readonly Mention[] => {
    const found = spacyModel(value.slice());
    return found ? [modelAddressed(found, { relation: 'uses', by: 'spacy download', whole })] : [];
  });
}
