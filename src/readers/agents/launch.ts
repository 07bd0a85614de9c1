import type { PackageMention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { imageNamed } from '../containers/image';
import { shellCommands } from '../containers/shell';
import { partOf } from '../hub-mention';
import { packageMention } from '../package-mention';
import { MappedText } from '../requirements/mapped-text';
import { isTemplate, readRequirement } from '../requirements/requirement-line';
import { npmSpec } from '../npm-spec';

const withValue = {
  npx: /^(?:-c|--call|-w|--workspace|--registry|--cache|--prefix)$/,
  uvx: /^(?:-p|--python|-i|--index-url|--index|--default-index|--extra-index-url|-c|--constraints?|--env-file|--directory|--project|--cache-dir|--with-editable|--with-requirements|--index-strategy)$/,
  docker:
    /^(?:-[evpwulhm]|--(?:env|env-file|volume|mount|publish|name|network|net|workdir|user|label|hostname|entrypoint|platform|add-host|memory|cpus|gpus|ipc|shm-size|restart|pull|cap-add|cap-drop|security-opt|dns|log-driver|runtime|tmpfs|ulimit|device))$/,
};

/** The packages that a command downloads and runs: by `npx`, `uvx`, `pipx run` and their like, or as an image. */
export function launchedPackages(words: readonly Slice[]): readonly PackageMention[] {
  const [program, ...rest] = words;
  const name = program?.text.replace(/^.*[\\/]/, '').replace(/\.(?:exe|cmd)$/i, '');
  const [first = '', second = ''] = rest.map(({ text }) => text);
  if (rest.length === 0 && program?.text.includes(' ')) return wordsOf(program, launchedPackages);
  if (/^(?:ba|z|da)?sh$/.test(name ?? '')) {
    const script = rest[rest.findIndex(({ text }) => /^-[a-z]*c$/.test(text)) + 1];
    return script && rest.length > 1 ? wordsOf(script, launchedPackages) : [];
  }
  if (name === 'deno' && first === 'run') return nodePackages(rest.flatMap((word) => denoPackage(word) ?? []));
  if (name === 'cmd' || name === 'env') return launchedPackages(rest.slice(rest.findIndex(isProgram)));
  if (name === 'npx' || name === 'bunx') return nodePackages(rest);
  if (/^(?:npm|pnpm|yarn|bun)$/.test(name ?? '') && /^(?:exec|dlx|x)$/.test(first)) return nodePackages(rest.slice(1));
  if (name === 'uvx') return pythonPackages(rest);
  if (name === 'uv' && first === 'tool' && second === 'run') return pythonPackages(rest.slice(2));
  if (name === 'uv' && first === 'run') return added(rest.slice(1));
  if (name === 'pipx' && first === 'run') return pythonPackages(rest.slice(1));
  return /^(?:docker|podman)$/.test(name ?? '') && first === 'run' ? image(rest.slice(1)) : [];
}

/** What the commands of a script launch; undefined places of escapes are not looked into. */
function wordsOf(
  script: Slice,
  read: (words: readonly Slice[]) => readonly PackageMention[],
): readonly PackageMention[] {
  if (!partOf(script, 0)) return [];
  const commands = shellCommands(new MappedText(script.text, (index) => script.start + index));
  return commands.flatMap((words) => (words.length > 1 ? read(words.map(({ value }) => value.slice())) : []));
}

/** `npm:@scope/name@version` */
function denoPackage(word: Slice): Slice | undefined {
  return word.text.startsWith('npm:') ? partOf(word, 4) : undefined;
}

function isProgram({ text }: Slice): boolean {
  return !/^[-/]|=/.test(text);
}

/** Packages named by `-p`, else the first word that is no option. */
function nodePackages(words: readonly Slice[]): readonly PackageMention[] {
  const { given, first } = scan(words, /^(?:-p|--package)$/, withValue.npx);
  return [...given, ...(given.length === 0 && first ? [first] : [])].flatMap((spec) => npmSpec(spec) ?? []);
}

/** Packages named by `--from` and `--with`; without `--from` the first word that is no option. */
function pythonPackages(words: readonly Slice[]): readonly PackageMention[] {
  const from = scan(words, /^(?:--from|--spec)$/, new RegExp(`${withValue.uvx.source}|^--with$`));
  const specs = [
    ...from.given.map(atVersion),
    ...(from.given.length === 0 && from.first ? [atVersion(from.first)] : []),
  ];
  return [...specs.flatMap((spec) => requirement(spec)), ...added(words)];
}

function added(words: readonly Slice[]): readonly PackageMention[] {
  return scan(words, /^--with$/, new RegExp(`${withValue.uvx.source}|^--from$|^--spec$`)).given.flatMap((spec) =>
    requirement(spec),
  );
}

function image(words: readonly Slice[]): readonly PackageMention[] {
  const { first } = scan(words, /^$/, withValue.docker);
  const named = first && imageNamed(first);
  return named ? [named] : [];
}

/** Goes through options up to the first word that is none, and collects the values of those that are looked for. */
function scan(words: readonly Slice[], wanted: RegExp, skipped: RegExp): { given: readonly Slice[]; first?: Slice } {
  const given: Slice[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (!word.text.startsWith('-')) return { given, first: word };
    const equals = word.text.indexOf('=');
    if (equals > 0 && wanted.test(word.text.slice(0, equals))) {
      const value = partOf(word, equals + 1);
      if (value) given.push(value);
    } else if (wanted.test(word.text)) {
      const value = words[++at];
      if (value) given.push(value);
    } else if (skipped.test(word.text)) at++;
  }
  return { given };
}

/** `name@version` of uvx: https://docs.astral.sh/uv/guides/tools/#requesting-specific-versions */
function atVersion(spec: Slice): Slice | { readonly name: Slice; readonly version: Slice } {
  const found = /^([A-Za-z0-9][\w.-]*(?:\[[\w,.-]*\])?)@([\w.!+-]+)$/.exec(spec.text);
  const name = found && partOf(spec, 0, found[1]!.length);
  const version = found && partOf(spec, found[1]!.length + 1);
  return name && version ? { name, version } : spec;
}

function requirement(spec: Slice | { readonly name: Slice; readonly version: Slice }): readonly PackageMention[] {
  const written = 'version' in spec ? spec.name : spec;
  if (written.end - written.start !== written.text.length || isTemplate(written.text)) return [];
  const { said } = readRequirement(new MappedText(written.text, (index) => written.start + index), false);
  if (!said) return [];
  if (!('version' in spec)) return [packageMention(said.name, { ...said, whole: written })];
  const { version } = spec;
  const clauses = /^\d/.test(version.text) ? [{ operator: '==', version }] : [];
  const whole = { start: written.start, end: version.end };
  return [packageMention(said.name, { ...said, specifier: version, clauses, whole })];
}
