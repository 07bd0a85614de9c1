import type { SyntaxNode } from '@lezer/common';
import { argumentFor, readArguments } from './arguments';
import type { Names } from './names';

/** Calls that give what they are given, unless something outside of the file says otherwise, and the place of that argument. */
const calls: readonly { readonly callee: RegExp; readonly position?: number; readonly keyword: string }[] = [
  { callee: /^(?:os\.)?(?:getenv|environ\.get|environ\.setdefault)$/, position: 1, keyword: 'default' },
  { callee: /^(?:dataclasses\.|attrs?\.)?(?:field|ib)$/, keyword: 'default' },
  { callee: /^(?:pydantic\.)?Field$/, position: 0, keyword: 'default' },
  { callee: /^typer\.(?:Option|Argument)$/, position: 0, keyword: 'default' },
];
const longestCallee = 40;

/** The default that a call such as `os.environ.get("MODEL", "acme/chat")` holds. */
export function defaultOf(call: SyntaxNode, file: Names): SyntaxNode | undefined {
  const callee = call.firstChild;
  if (!callee || callee.to - callee.from > longestCallee) return undefined;
  const name = file.textOf(callee);
  const found = calls.find((one) => one.callee.test(name));
  return found && argumentFor(readArguments(call, file.text), { ...found, keywords: [found.keyword] });
}

/** Objects that hold what the command line says, by their usual names. */
const options =
  /^(?:args|opts?|options|flags|FLAGS|hparams|params|namespace|parsed_args|cli_args|cmd_args|script_args)$/;

/** Whether an object holds what the command line says. */
export function isCommandLine(object: SyntaxNode, file: Names): boolean {
  if (object.name === 'VariableName' && options.test(file.textOf(object))) return true;
  const value = object.name === 'VariableName' ? file.bindingOf(object) : object;
  const callee = value?.name === 'CallExpression' ? value.firstChild : undefined;
  return callee?.lastChild?.name === 'PropertyName' && file.textOf(callee.lastChild) === 'parse_args';
}

/** The defaults of the options of the command line, `add_argument("--model-name", default=…)`, where no two share a name. */
export function optionDefaults(file: Names): ReadonlyMap<string, SyntaxNode | undefined> {
  const found = new Map<string, SyntaxNode | undefined>();
  for (const word of file.words.matchingCode(/\b(?:add_argument|DEFINE_string)\b/g)) {
    const call = word.parent?.parent;
    if (word.name !== 'PropertyName' || call?.name !== 'CallExpression') continue;
    const given = readArguments(call, file.text);
    const position = file.textOf(word) === 'DEFINE_string' ? { position: 1 } : {};
    const value = argumentFor(given, { ...position, keywords: ['default'] });
    for (const name of namesOf(given, file)) found.set(name, found.has(name) ? undefined : value);
  }
  return found;
}

/** The attributes by which the value of an option is reached. */
function namesOf(given: ReturnType<typeof readArguments>, file: Names): readonly string[] {
  const destination = argumentFor(given, { keywords: ['dest'] });
  const written = destination
    ? [destination]
    : given.list.flatMap(({ keyword, value }) => (keyword === undefined && value.name === 'String' ? value : []));
  return written.map((node) => file.textOf(node).slice(1, -1).replace(/^--?/, '').replaceAll('-', '_'));
}
