/** A value as Python writes it down: numbers, texts, `True`, `None`, tuples, lists and dictionaries. */
export type PythonLiteral = number | string | boolean | null | PythonTuple | PythonList | PythonDict;

export interface PythonTuple {
  readonly kind: 'tuple';
  readonly items: readonly PythonLiteral[];
}

export interface PythonList {
  readonly kind: 'list';
  readonly items: readonly PythonLiteral[];
}

export interface PythonDict {
  readonly kind: 'dict';
  readonly entries: readonly (readonly [PythonLiteral, PythonLiteral])[];
}

const deepest = 32;
const token =
  /[ \t\r\n\f]*(?:([([{)\]},:])|([+-]?\d+)L?(?![\w.])|'((?:[^'\\\n]|\\[^])*)'|"((?:[^"\\\n]|\\[^])*)"|(True|False|None)\b)/y;
const blank = /[ \t\r\n\f]*/y;

/** Reads one literal and nothing behind it but blanks; `undefined` where the text is anything else. */
export function pythonLiteral(text: string): PythonLiteral | undefined {
  const reader = new Reader(text);
  const value = reader.value(0);
  return value !== undefined && reader.isAtEnd ? value : undefined;
}

class Reader {
  #at = 0;

  constructor(private readonly text: string) {}

  get isAtEnd(): boolean {
    blank.lastIndex = this.#at;
    blank.exec(this.text);
    return blank.lastIndex === this.text.length;
  }

  value(depth: number): PythonLiteral | undefined {
    const found = this.#next();
    if (!found || depth > deepest) return undefined;
    const [, mark, digits, single, double, word] = found;
    if (mark === '{') return this.#dict(depth + 1);
    if (mark === '(' || mark === '[') return this.#sequence(mark, depth + 1);
    if (digits !== undefined) return Number.isSafeInteger(Number(digits)) ? Number(digits) : undefined;
    const written = single ?? double;
    if (written !== undefined) return written.includes('\\') ? undefined : written;
    return word === undefined ? undefined : word === 'None' ? null : word === 'True';
  }

  #sequence(open: '(' | '[', depth: number): PythonTuple | PythonList | PythonLiteral | undefined {
    const close = open === '(' ? ')' : ']';
    const items: PythonLiteral[] = [];
    let isTuple = open === '(';
    for (;;) {
      if (this.#take(close)) break;
      const item = this.value(depth);
      if (item === undefined) return undefined;
      items.push(item);
      if (this.#take(',')) continue;
      if (!this.#take(close)) return undefined;
      if (items.length === 1) isTuple = false;
      break;
    }
    if (open === '[') return { kind: 'list', items };
    // `(1)` is no tuple.
    return isTuple ? { kind: 'tuple', items } : items[0];
  }

  #dict(depth: number): PythonDict | undefined {
    const entries: [PythonLiteral, PythonLiteral][] = [];
    for (;;) {
      if (this.#take('}')) return { kind: 'dict', entries };
      const key = this.value(depth);
      if (key === undefined || !this.#take(':')) return undefined;
      const value = this.value(depth);
      if (value === undefined) return undefined;
      entries.push([key, value]);
      if (this.#take(',')) continue;
      return this.#take('}') ? { kind: 'dict', entries } : undefined;
    }
  }

  #take(mark: string): boolean {
    const at = this.#at;
    if (this.#next()?.[1] === mark) return true;
    this.#at = at;
    return false;
  }

  #next(): RegExpExecArray | undefined {
    token.lastIndex = this.#at;
    const found = token.exec(this.text) ?? undefined;
    if (found) this.#at = token.lastIndex;
    return found;
  }
}
