import type { ReadProblem } from '../../domain/document';
import type { Mention } from '../../domain/mention';
import type { Span } from '../../text/place';
import type { Reader } from '../reader';
import { logicalLines } from './logical-lines';
import type { MappedText } from './mapped-text';
import { readOptions, settingOf, type Option } from './options';
import { isTemplate, readRequirement } from './requirement-line';

const longestLine = 1_000_000;
const mostProblems = 20;

/** pip's requirements files. */
export const requirements: Reader = {
  kind: 'requirements',
  title: "Requirements and constraints files of Python's package installer pip.",
  files: [
    '**/*requirements*.{txt,in}',
    '**/requirements/*.{txt,in}',
    '**/constraints*.{txt,in}',
    '**/*constraints*.txt',
  ],
  specification: 'https://pip.pypa.io/en/stable/reference/requirements-file-format/',
  gives: ['package', 'index', 'install-option', 'include'],
  byContent: 'Prose that only has such a name is left alone.',
  comments: '#',
  read(text, path) {
    const role = /constraint[^/\\]*$/i.test(path) ? 'constraint' : 'requirement';
    const mentions: Mention[] = [];
    const problems: ReadProblem[] = [];
    let lines = 0;
    let sentences = 0;
    for (const line of logicalLines(text)) {
      lines++;
      const read = readLine(line, role);
      mentions.push(...read.mentions);
      problems.push(...read.problems);
      if (read.mentions.length === 0 && read.problems.length > 0 && isSentence(line.text)) sentences++;
    }
    if (sentences >= 3 && sentences * 2 > lines) return undefined;
    return { mentions, problems: capped(problems), comments: '#' };
  },
};

interface LineReading {
  readonly mentions: readonly Mention[];
  readonly problems: readonly ReadProblem[];
}

type Role = 'requirement' | 'constraint';

function readLine(line: MappedText, role: Role): LineReading {
  if (line.length > longestLine) return { mentions: [], problems: [syntax(line.span(), tooLong)] };
  const optionsAt = line.text.search(/(?:^|\s)-/);
  if (optionsAt < 0) return packageOf(line, [], role, false);
  const requirement = line.part(0, optionsAt).trimmed();
  const { options, strays, problems } = readOptions(line.part(optionsAt).trimmed());
  const editable = options.find(({ role }) => role === 'editable');
  const asked = requirement.length > 0 ? requirement : editable?.value;
  const read = asked ? packageOf(asked, options, role, requirement.length === 0) : settings(options);
  return { mentions: read.mentions, problems: [...read.problems, ...ignored(strays), ...problems] };
}

function packageOf(source: MappedText, options: readonly Option[], role: Role, editable: boolean): LineReading {
  const { said, problems } = readRequirement(source, editable);
  const own = options.filter((option) => option.role === 'hash' || option.role === 'own');
  const hashes = own.flatMap((option) => (option.role === 'hash' && option.value ? [option.value.slice()] : []));
  const other = options.filter((option) => !own.includes(option) && option.value !== source);
  const malformed = hashes.filter(({ text }) => !/^sha(256|384|512):[0-9a-f]+$/i.test(text) && !isTemplate(text));
  const { start, end } = source.span();
  const whole = { start, end: own.reduce((last, option) => Math.max(last, option.whole.end), end) };
  return {
    mentions: said ? [{ kind: 'package', ecosystem: 'pypi', role, ...said, hashes, editable, whole }] : [],
    problems: [
      ...problems,
      ...malformed.map((hash) => syntax(hash, hashProblem)),
      ...other.map((option) => syntax(option.whole, behindRequirement)),
    ],
  };
}

/** What a line of options alone says. Of a line that includes a file, pip reads nothing else. */
function settings(options: readonly Option[]): LineReading {
  const given = options.flatMap(({ role, value, whole }) =>
    value && value.length > 0 ? [{ role, value, whole }] : [],
  );
  const include = given.find(({ role }) => role === 'requirements') ?? given.find(({ role }) => role === 'constraints');
  if (include) {
    const as = include.role === 'constraints' ? 'constraints' : 'requirements';
    const others = options.filter(({ whole }) => whole.start !== include.whole.start);
    return {
      mentions: [{ kind: 'include', path: include.value.slice(), as }],
      problems: others.map(({ whole }) => syntax(whole, besideInclude)),
    };
  }
  return { mentions: options.flatMap(settingOf), problems: [] };
}

const tooLong = 'This line is too long to be read.';
const hashProblem = 'pip accepts hashes as sha256:, sha384: or sha512: followed by hexadecimal digits.';
const behindRequirement = 'pip ignores this option behind a requirement. Put it on a line of its own.';
const besideInclude = 'pip reads nothing else on a line that includes a file. Put this on a line of its own.';

function ignored(strays: readonly MappedText[]): readonly ReadProblem[] {
  const [first] = strays;
  if (!first) return [];
  const span = { start: first.span().start, end: strays[strays.length - 1]!.span().end };
  return [syntax(span, stray)];
}

const stray = 'pip ignores what stands here. A requirement needs a line of its own, without options before it.';

/** Several words in a row, or words in letters that no package name has, as people write to people. */
function isSentence(text: string): boolean {
  return /^\W{0,4}\w[\w',.-]*(?:\s+[\w'’(-][\w'’,:;()-]*\.?){2,}|[\u0100-\uffff]{2}/.test(text.slice(0, 400));
}

function capped(problems: readonly ReadProblem[]): readonly ReadProblem[] {
  if (problems.length <= mostProblems) return problems;
  const rest = problems.length - mostProblems;
  const next = problems[mostProblems]!;
  const message = `There are ${rest} more places like this in the file. If it is not meant for pip, rename it or exclude it.`;
  return [...problems.slice(0, mostProblems), syntax(next, message)];
}

function syntax({ start, end }: Span, message: string): ReadProblem {
  return { code: 'requirement-syntax', message, start, end };
}
