/** Attributes that lead from a value to what runs it, which Jinja's sandbox refuses: https://github.com/pallets/jinja/blob/main/src/jinja2/sandbox.py */
const internals: ReadonlySet<string> = new Set([
  ...['mro', 'im_class', 'im_func', 'im_self', 'func_closure', 'func_code', 'func_defaults', 'func_globals'],
  ...['gi_frame', 'gi_code', 'gi_yieldfrom', 'cr_frame', 'cr_code', 'cr_await', 'ag_frame', 'ag_code', 'ag_await'],
  ...['f_globals', 'f_locals', 'f_builtins', 'f_back', 'f_code', 'tb_frame', 'tb_next', 'co_consts', 'co_names'],
]);
const dunder = /^__\w+__$|^_\w+?__\w/;

/** Functions of Jinja and of the frameworks around it that no template has to look into. */
export const gadgets: ReadonlySet<string> = new Set([
  ...['lipsum', 'cycler', 'joiner', 'namespace', 'range', 'dict', 'url_for', 'get_flashed_messages', 'current_app'],
  'raise_exception',
]);

/** What frameworks hand to templates, by name, and what of it nobody needs who writes down a conversation. */
const frameworks: Readonly<Record<string, RegExp | undefined>> = {
  request: /^(?:application|environ|args|values|form|cookies|headers|files|data|json|get_json|url_rule|blueprint)$/,
  config: /^(?:[A-Z][A-Z_]+|from_\w+|items|root_path)$/,
  session: /^(?:get|items|keys|values)$/,
  g: /^(?:get|pop|app)$/,
  app: /^(?:config|jinja_env|view_functions)$/,
};

/** Modules of Python that run commands or code, or reach files and the network. */
const modules: ReadonlySet<string> = new Set([
  ...['os', 'sys', 'subprocess', 'importlib', 'builtins', 'marshal', 'pickle', 'shutil', 'socket', 'ctypes', 'pty'],
  ...['posix', 'nt', 'runpy', 'urllib', 'multiprocessing', 'tempfile', 'pathlib', 'codecs', 'dill', 'cloudpickle'],
  ...['commands', 'popen2', 'webbrowser', 'pdb', 'timeit', 'cProfile', 'asyncio', 'ftplib', 'smtplib', 'telnetlib'],
]);

/** Functions of Python itself; a template has none of them, so whoever calls one expects to have broken out. */
const functions: ReadonlySet<string> = new Set([
  ...['eval', 'exec', 'execfile', 'compile', 'open', 'getattr', 'setattr', 'delattr', 'hasattr', 'globals', 'locals'],
  ...['vars', 'dir', 'breakpoint', 'memoryview', 'type', 'super', 'object', 'reload', 'exit', 'quit', 'help'],
]);

/** Methods that run something, whatever they are called on. Plain data has none of these names. */
const running: ReadonlySet<string> = new Set([
  ...['system', 'popen', 'popen2', 'popen3', 'Popen', 'check_output', 'check_call', 'getoutput', 'getstatusoutput'],
  ...['exec', 'eval', 'execfile', 'execv', 'execve', 'execvp', 'execl', 'execlp', 'spawnl', 'spawnv', 'spawnlp'],
  ...['posix_spawn', 'fork', 'forkpty', 'kill', 'startfile', 'import_module', 'import_string', 'load_module'],
  ...['exec_module', 'find_spec', 'runcode', 'runsource', 'run_module', 'run_path', 'urlopen', 'urlretrieve'],
  ...[
    'create_connection',
    'CDLL',
    'WinDLL',
    'PyDLL',
    'rmtree',
    'unlink',
    'chmod',
    'symlink',
    'from_pyfile',
    'from_object',
  ],
  ...[
    'get_template',
    'from_string',
    'compile_expression',
    'b64decode',
    'fromhex',
    'overlay',
    'write_text',
    'read_text',
  ],
  ...['write_bytes', 'read_bytes', 'putenv', 'getenv', 'listdir', 'walk', 'makedirs', 'rmdir'],
]);

/** Whether an attribute of this name is the inside of Python, not data. */
export function isInside(name: string): boolean {
  return dunder.test(name) || internals.has(name);
}

export function isModule(name: string): boolean {
  return modules.has(name);
}

export function isPythonFunction(name: string): boolean {
  return functions.has(name);
}

export function isRunning(name: string): boolean {
  return running.has(name);
}

/** Whether a framework's object is asked for what no chat needs. */
export function isFrameworkPart(object: string, name: string): boolean {
  return Object.hasOwn(frameworks, object) && frameworks[object]!.test(name);
}

/** Names that mean something of Jinja, of a framework or of Python where the template gives them no meaning itself. */
export function isBuiltin(name: string): boolean {
  return (
    gadgets.has(name) ||
    Object.hasOwn(frameworks, name) ||
    modules.has(name) ||
    functions.has(name) ||
    /^(?:self|chr|ord|str|int|list|len)$/.test(name)
  );
}

/** How Python shows what is no text, from which letters can be picked. */
const shownAs: Readonly<Record<string, string>> = {
  lipsum: '<function generate_lorem_ipsum at 0x7f0000000000>',
  cycler: "<class 'jinja2.utils.Cycler'>",
  joiner: "<class 'jinja2.utils.Joiner'>",
  namespace: "<class 'jinja2.utils.Namespace'>",
  range: "<class 'range'>",
  dict: "<class 'dict'>",
  self: '<TemplateReference None>',
};
const generators: Readonly<Record<string, string>> = {
  ...{ select: 'select_or_reject', reject: 'select_or_reject', selectattr: 'select_or_reject', map: 'sync_do_map' },
  ...{ rejectattr: 'select_or_reject', batch: 'do_batch', unique: 'do_unique', slice: 'sync_do_slice' },
};
const showing =
  /^(?:string|lower|upper|title|capitalize|trim|replace|center|escape|forceescape|e|urlencode|striptags|truncate)$/;

/** What a filter for texts makes of a function of Jinja; undefined where it is no such filter or function. */
export function shownFunction(name: string, filter: string): string | undefined {
  return showing.test(filter) && Object.hasOwn(shownAs, name) ? shownAs[name] : undefined;
}

/** What a filter for texts makes of the generator that another filter gives. */
export function shownGenerator(name: string, filter: string): string | undefined {
  if (!showing.test(filter) || !Object.hasOwn(generators, name)) return undefined;
  return `<generator object ${generators[name]} at 0x7f0000000000>`;
}
