import { ExpressionParser, SyntaxFault } from './expression';
import { partsOf, type Part } from './lexer';
import type { Body, Statement } from './syntax';

type Tag = Exclude<Part, { kind: 'data' }>;

const deepest = 100;

/** The statements of a template. A tag that cannot be read becomes `broken` and costs only itself; nothing is thrown. */
export function parseTemplate(template: string): Body {
  const parts = partsOf(template);
  const parser = new StatementParser(parts);
  const body: Statement[] = [];
  while (!parser.isAtEnd) body.push(...parser.body([]), ...parser.stray());
  return body;
}

class StatementParser {
  #next = 0;
  #depth = 0;

  constructor(private readonly parts: readonly Part[]) {}

  get isAtEnd(): boolean {
    return this.#next >= this.parts.length;
  }

  /** What stands up to a tag that begins with one of these words, which is left for the caller. */
  body(ends: readonly string[]): Body {
    const body: Statement[] = [];
    for (let part = this.parts[this.#next]; part; part = this.parts[this.#next]) {
      if (part.kind === 'statement' && (ends.includes(firstWord(part)) || closing.test(firstWord(part)))) break;
      this.#next++;
      if (part.kind === 'data') body.push(part);
      else body.push(...this.#tag(part));
    }
    return body;
  }

  /** A closing tag that closes nothing. */
  stray(): Body {
    const part = this.parts[this.#next++];
    return part && part.kind !== 'data' ? [brokenTag(part)] : [];
  }

  #tag(tag: Tag): Body {
    const parser = new ExpressionParser(tag.tokens);
    try {
      if (!tag.isWhole) return [brokenTag(tag)];
      if (tag.kind === 'output') return [this.#output(tag, parser)];
      return this.#statement(tag, parser);
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error;
      return [brokenTag(tag)];
    }
  }

  #output({ start, end, tokens }: Tag, parser: ExpressionParser): Statement {
    if (tokens.length === 0) throw new SyntaxFault();
    const expression = whole(parser, parser.tuple());
    return { kind: 'output', expression, start, end };
  }

  #statement(tag: Tag, parser: ExpressionParser): Body {
    const { start, end } = tag;
    const span = { start, end };
    const word = parser.name();
    switch (word) {
      case 'if':
        return [this.#if(tag, parser)];
      case 'for':
        return [this.#for(tag, parser)];
      case 'set':
        return [this.#set(tag, parser)];
      case 'do':
        return [{ kind: 'output', expression: whole(parser, parser.tuple()), ...span }];
      case 'macro': {
        const name = parser.name();
        const parameters = whole(parser, parser.parameters());
        return [{ kind: 'macro', name, parameters, body: this.#block('endmacro'), ...span }];
      }
      case 'call': {
        const parameters = tag.tokens[1]?.text === '(' ? parser.parameters() : [];
        const call = whole(parser, parser.expression());
        const body = this.#block('endcall');
        return [
          { kind: 'macro', name: 'caller', parameters, body, ...span },
          { kind: 'call', call, body, ...span },
        ];
      }
      case 'filter':
        return [
          { kind: 'filtered', filters: whole(parser, parser.filters()), body: this.#block('endfilter'), ...span },
        ];
      case 'with':
        return [this.#with(tag, parser)];
      case 'block': {
        const name = parser.name();
        return [{ kind: 'block', name, body: this.#block('endblock'), ...span }];
      }
      case 'autoescape':
      case 'trans':
      case 'generation':
        return this.#block(`end${word}`);
      case 'include':
      case 'extends':
      case 'import':
      case 'from':
        return [{ kind: 'load', word, from: parser.expression(), names: namesBehind(tag), ...span }];
      case 'break':
      case 'continue':
      case 'debug':
      case 'pluralize':
        return [];
      default:
        throw new SyntaxFault();
    }
  }

  #if({ start, end }: Tag, parser: ExpressionParser): Statement {
    const test = whole(parser, parser.tuple());
    const body = this.#nested(['elif', 'else', 'endif']);
    return { kind: 'if', test, body, otherwise: this.#otherwise('endif'), start, end };
  }

  /** What stands behind `else` or `elif`, up to the end of all. A chain of `elif` is as deep as it is long. */
  #otherwise(closing: string): Body {
    const tag = this.parts[this.#next];
    if (tag?.kind !== 'statement') return [];
    this.#next++;
    const word = firstWord(tag);
    if (word === closing) return [];
    if (word === 'else') {
      const body = this.#nested([closing]);
      return [...body, ...this.#otherwise(closing)];
    }
    if (word !== 'elif') {
      this.#next--;
      return [];
    }
    const parser = new ExpressionParser(tag.tokens);
    return this.#deeper(() => {
      try {
        parser.expect('elif');
        return [this.#if(tag, parser)];
      } catch (error) {
        if (!(error instanceof SyntaxFault)) throw error;
        return [brokenTag(tag), ...this.#nested(['elif', 'else', closing]), ...this.#otherwise(closing)];
      }
    }, tag);
  }

  #for({ start, end }: Tag, parser: ExpressionParser): Statement {
    const targets = parser.targets();
    parser.expect('in');
    const iterable = parser.withoutCondition();
    const test = parser.takes('if') === undefined ? undefined : parser.expression();
    parser.takes('recursive');
    whole(parser, undefined);
    const body = this.#nested(['else', 'endfor']);
    return { kind: 'for', targets, iterable, test, body, otherwise: this.#otherwise('endfor'), start, end };
  }

  #set({ start, end }: Tag, parser: ExpressionParser): Statement {
    const targets = parser.targets();
    if (parser.takes('=') !== undefined)
      return { kind: 'set', targets, value: whole(parser, parser.tuple()), start, end };
    const filters = parser.takes('|') === undefined ? [] : parser.filters();
    whole(parser, undefined);
    return { kind: 'set-block', target: targets[0]!, filters, body: this.#block('endset'), start, end };
  }

  #with({ start, end }: Tag, parser: ExpressionParser): Statement {
    const bindings = [];
    while (!parser.isAtEnd) {
      const target = { name: parser.name() };
      parser.expect('=');
      bindings.push([target, parser.expression()] as const);
      if (parser.takes(',') === undefined) whole(parser, undefined);
    }
    return { kind: 'with', bindings, body: this.#block('endwith'), start, end };
  }

  #block(closing: string): Body {
    const body = this.#nested([closing]);
    const tag = this.parts[this.#next];
    if (tag?.kind === 'statement' && firstWord(tag) === closing) this.#next++;
    return body;
  }

  #nested(ends: readonly string[]): Body {
    return this.#deeper(() => this.body(ends), this.parts[this.#next]);
  }

  /** Beyond the depth that is followed, what is nested is read as if it stood side by side. */
  #deeper(read: () => Body, at: Part | undefined): Body {
    if (this.#depth >= deepest) return at && at.kind !== 'data' ? [brokenTag(at)] : [];
    this.#depth++;
    const body = read();
    this.#depth--;
    return body;
  }
}

const closing = /^(?:else|elif|end\w+)$/;

function firstWord({ tokens: [first] }: Tag): string {
  return first?.kind === 'name' ? first.text : '';
}

function brokenTag({ tokens, start, end }: Tag): Statement {
  return { kind: 'broken', tokens, start, end };
}

/** Nothing may stand behind what was read. */
function whole<T>(parser: ExpressionParser, read: T): T {
  if (!parser.isAtEnd) throw new SyntaxFault();
  return read;
}

function namesBehind({ tokens }: Tag): readonly string[] {
  const from = tokens.findLastIndex(({ text }) => text === 'import' || text === 'as');
  return tokens.slice(from + 1).flatMap(({ kind, text }) => (kind === 'name' ? [text] : []));
}
