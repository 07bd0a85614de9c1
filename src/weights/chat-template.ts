import type { ScanFinding } from '../domain/scan';

const mostFindings = 5;
const longestTemplate = 1 << 20;
const tag = /\{([{%])([^]*?)[}%]\}/g;
const text = /'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"/g;
/** Names of Jinja that lead to the functions behind them. */
const leads = /(?<![\w.])(?:lipsum|cycler|joiner|request|config|url_for|get_flashed_messages|self)\s*(?:\.|\[|\||\()/;
const reaches =
  /(?:popen|subprocess|os\.system|importlib|import_module|builtins|globals|subclasses|\bexec\(|\beval\(|getattr|\/etc\/|\/proc\/|\.environ)/;
const dunder = /__\w|\w__|^_+$/;
/** Escapes and format codes by which letters are put together where plain ones would do. */
const spelled = /\\x[0-9a-fA-F]{2}|\\u00[0-7][0-9a-fA-F]|\\[0-7]{3}|%c|\{:c\}/;

/** How a text is made of parts; `''` stands for each literal. */
const putTogether =
  /''\s*[~+%*]|[~+%*]\s*''|\w\s*~|\|\s*(?:join|replace|format|reverse)\b|''\s*\.\s*(?:join|replace|format)|\[\s*::\s*-1\s*\]/;

/**
 * What a chat template reaches for, by the code in its tags: https://jinja.palletsprojects.com/en/stable/sandbox/.
 * This looks at words, not at what is computed of them; `undefined` where nothing stands out.
 */
export function chatTemplate(template: string, key: string): readonly ScanFinding[] {
  const findings: ScanFinding[] = [];
  const add = (code: string, verdict: ScanFinding['verdict'], message: string, found: string): void => {
    if (findings.length < mostFindings && !findings.some((one) => one.code === `template/${code}`))
      findings.push({ code: `template/${code}`, verdict, message, data: { key, found: found.slice(0, 100) } });
  };
  if (template.length > longestTemplate)
    add('too-long', 'unknown', 'The chat template in this file is too long to be read here.', '');
  const built = new Set<string>();
  for (const [, , code = ''] of template.slice(0, longestTemplate).matchAll(tag)) {
    const texts = code.match(text) ?? [];
    const rest = code.replace(text, "''");
    const inside = /(?<!\w)__\w+|\w+__(?!\w)/.exec(rest)?.[0] ?? texts.find((one) => dunder.test(one.slice(1, -1)));
    const message =
      'the chat template in this file reaches for the inside of Python, by which it can run commands where it is filled in. Do not use it.';
    if (inside !== undefined)
      add('python-inside', 'dangerous', `By ${JSON.stringify(inside.slice(0, 60))} ${message}`, inside);
    const word = [leads.exec(rest)?.[0], reaches.exec(rest)?.[0], ...texts.map((one) => reaches.exec(one)?.[0])].find(
      (one) => one !== undefined,
    );
    if (word !== undefined) add('python-inside', 'dangerous', `By ${JSON.stringify(word)} ${message}`, word);
    const letters = texts.find((one) => spelled.test(one));
    if (letters !== undefined && /\[|\battr\b/.test(rest))
      add('hidden-name', 'dangerous', `By ${JSON.stringify(letters.slice(0, 60))} ${message}`, letters);
    const [, name] = /^-?\s*set\s+(\w+)\s*=/.exec(rest) ?? [];
    const folded = name === undefined ? undefined : joined(code.slice(code.indexOf('=') + 1));
    if (folded !== undefined && (dunder.test(folded) || reaches.test(folded)))
      add('python-inside', 'dangerous', `By ${JSON.stringify(folded.slice(0, 60))} ${message}`, folded);
    if (name !== undefined && folded === undefined && putTogether.test(rest.slice(rest.indexOf('=') + 1)))
      built.add(name);
    const subscripts = [...rest.matchAll(/(?<=[\w)\]])\[([^[\]]*)\]/g)].map(([, inner = '']) => inner.trim());
    if (subscripts.some((inner) => built.has(inner) || (inner.includes("''") && putTogether.test(inner))))
      add(
        'computed-name',
        'suspicious',
        'The chat template in this file puts a name together from parts and looks it up, which hides what it reaches for. Read it before you use it.',
        code.trim(),
      );
    if (/\|\s*attr\b/.test(rest))
      add(
        'attribute-by-text',
        'dangerous',
        'The chat template in this file picks attributes by computed names, a known way out of the sandbox. Do not use it.',
        code.trim(),
      );
  }
  const invisible = /[\u202A-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]/u.exec(template)?.[0];
  if (invisible !== undefined)
    add(
      'invisible',
      'suspicious',
      'The chat template in this file holds invisible characters, which hide what it says to the model.',
      invisible.codePointAt(0)!.toString(16),
    );
  return findings;
}

/** What literals alone come to, put together with `~` or `+`; `undefined` where there is anything else. */
function joined(expression: string): string | undefined {
  const parts = expression.match(text) ?? [];
  const isPlain = parts.length > 0 && /^\s*''(?:\s*[~+]\s*'')*\s*-?$/.test(expression.replace(text, "''"));
  return isPlain ? parts.map((part) => part.slice(1, -1)).join('') : undefined;
}
