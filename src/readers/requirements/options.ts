import type { ReadProblem } from '../../domain/document';
import type { InstallOptionMention, PackageIndexMention } from '../../domain/mention';
import type { Span } from '../../text/place';
import type { MappedText } from './mapped-text';
import { mapWord, splitWords, type Word } from './words';

/** Options that pip knows in requirements files: https://pip.pypa.io/en/stable/reference/requirements-file-format/#supported-options */

/** What an option does to a file; those that change nothing in what is read are `setting`, those of a requirement `own`. */
export type OptionRole =
  | 'editable'
  | 'requirements'
  | 'constraints'
  | 'primary'
  | 'extra'
  | 'find-links'
  | 'trusted-host'
  | 'require-hashes'
  | 'hash'
  | 'own'
  | 'setting';

export interface Option {
  /** As written: `-r`, `--requirement`. */
  readonly name: string;
  readonly role: OptionRole;
  readonly value?: MappedText;
  /** From the option to the end of its value. */
  readonly whole: Span;
}

interface Known {
  readonly role: OptionRole;
  readonly takesValue: boolean;
}

const known = new Map<string, Known>(
  [
    takes('editable', '-e', '--editable'),
    takes('requirements', '-r', '--requirement'),
    takes('constraints', '-c', '--constraint'),
    takes('primary', '-i', '--index-url', '--pypi-url'),
    takes('extra', '--extra-index-url'),
    takes('find-links', '-f', '--find-links'),
    takes('hash', '--hash'),
    takes('own', '-C', '--config-settings', '--global-option'),
    takes('setting', '--no-binary', '--only-binary', '--all-releases', '--only-final'),
    takes('trusted-host', '--trusted-host'),
    takes('setting', '--use-feature'),
    flag('require-hashes', '--require-hashes'),
    flag('setting', '--no-index', '--pre', '--prefer-binary'),
  ].flat(),
);

export interface OptionsReading {
  readonly options: readonly Option[];
  /** Words that belong to no option. */
  readonly strays: readonly MappedText[];
  readonly problems: readonly ReadProblem[];
}

/** Reads the options of a line, up to the first that pip does not know: what follows that one cannot be told apart. */
export function readOptions(line: MappedText): OptionsReading {
  const options: Option[] = [];
  const strays: MappedText[] = [];
  const problems: ReadProblem[] = [];
  const report = (code: string, message: string, { start, end }: Span): void =>
    void problems.push({ code, message, ...line.span(start, end) });

  const { words, unclosed } = splitWords(line.text);
  if (unclosed !== undefined) report('requirement-syntax', unclosedQuote, { start: unclosed, end: line.length });
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const parts = partsOf(word);
    if (!parts) {
      strays.push(mapWord(word, line));
      continue;
    }
    const { name, valueAt } = parts;
    const option = known.get(name) ?? abbreviated(name);
    if (!option) {
      report('unknown-option', `pip does not know ${quoted(name)} in a requirements file.`, word);
      break;
    }
    const next = option.takesValue && valueAt === undefined ? words[++at] : undefined;
    const last = next ?? word;
    const value = next || valueAt !== undefined ? mapWord(last, line).part(next ? 0 : valueAt!) : undefined;
    options.push({ name, role: option.role, ...(value && { value }), whole: line.span(word.start, last.end) });
    if (option.takesValue && !value) report('requirement-syntax', `A value is expected after ${name}.`, word);
    if (paths.has(option.role) && dropsBackslash(line.text.slice(last.start, last.end), last.text)) {
      report('requirement-syntax', 'pip drops the backslashes here. Write "/" in paths, on every system.', last);
    }
  }
  return { options, strays, problems };
}

/** What an option says of all packages of its file: an index that they come from, or how far they are checked. */
export function settingOf({ role, value, whole }: Option): readonly (PackageIndexMention | InstallOptionMention)[] {
  if (role === 'require-hashes') return [{ kind: 'install-option', option: role, whole }];
  if (!value || value.length === 0) return [];
  if (role === 'trusted-host') return [{ kind: 'install-option', option: role, value: value.slice(), whole }];
  const isIndex = role === 'primary' || role === 'extra' || role === 'find-links';
  return isIndex ? [{ kind: 'index', url: value.slice(), role, whole }] : [];
}

const unclosedQuote = 'The quote that begins here is not closed, so pip cannot read this line.';
const paths: ReadonlySet<OptionRole> = new Set(['requirements', 'constraints', 'editable', 'find-links']);

function dropsBackslash(written: string, meant: string): boolean {
  return written.includes('\\') && !meant.includes('\\');
}

/** The name of an option and where in the word its value begins; `undefined` for a word that is no option. */
function partsOf({ text }: Word): { name: string; valueAt?: number } | undefined {
  if (!text.startsWith('-') || text === '-' || text === '--') return undefined;
  if (!text.startsWith('--')) return text.length === 2 ? { name: text } : { name: text.slice(0, 2), valueAt: 2 };
  const equals = text.indexOf('=');
  return equals < 0 ? { name: text } : { name: text.slice(0, equals), valueAt: equals + 1 };
}

/** pip takes the beginning of a long option's name for the whole, where only one can be meant. */
function abbreviated(name: string): Known | undefined {
  if (!name.startsWith('--')) return undefined;
  const meant = new Set([...known].filter(([whole]) => whole.startsWith(name)).map(([, option]) => option));
  return meant.size === 1 ? [...meant][0] : undefined;
}

function takes(role: OptionRole, ...names: readonly string[]): [string, Known][] {
  return names.map((name) => [name, { role, takesValue: true }]);
}

function flag(role: OptionRole, ...names: readonly string[]): [string, Known][] {
  return names.map((name) => [name, { role, takesValue: false }]);
}

/** An option's name for a message; what is long may be a URL with a password in it. */
function quoted(name: string): string {
  return /^-[\w-]{1,40}$/.test(name) ? `the option ${name}` : 'this option';
}
