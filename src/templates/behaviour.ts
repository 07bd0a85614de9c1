import type { Span } from '../text/place';
import type { TemplateFinding } from './findings';
import type { Body, Expression, Statement } from './syntax';
import { expressionsOf, statementsIn, within } from './walk';

/** Words as people write them. What stands in brackets, with slashes or alone in a tag is markup of the model. */
const plainWords = /^[\p{L}][\p{L}\p{N} '’.@-]{2,}$/u;
const sentence = /(?:[\p{L}'’]{2,}[,:;]?\s+){3,}[\p{L}'’]{2,}/u;
const address = /\bhttps?:\/\/[^\s"'<>]+|\b(?:[a-z0-9-]+\.)+(?:com|net|org|io|ru|cn|xyz|top|info|dev|app|co)\b/i;
/** An address that is not finished: what comes next in the text becomes a part of it. */
const openAddress = /\bhttps?:\/\/[^\s"'<>]*[/?&=#]$/i;
/** What is said to a model behind the back of the one who talks with it. */
const instruction =
  /\b(?:ignore|disregard|forget|override)\s+(?:all\s+|any\s+)?(?:of\s+)?(?:the\s+|your\s+)?(?:previous|prior|above|earlier|preceding|system)\s+(?:instructions?|prompts?|messages?|rules|guidelines)|\bwithout\s+(?:telling|informing|alerting|notifying)\s+the\s+user|\bsecretly\s+(?:send|add|insert|include|append|forward|report|collect|replace|store|log)|\bexfiltrate\b/i;

const longestShown = 40;
const spoken: ReadonlySet<string> = new Set([
  'content',
  'prompt',
  'query',
  'user_message',
  'last_message',
  'user_input',
]);
const comparing: ReadonlySet<string> = new Set(['startswith', 'endswith', 'find', 'index', 'count']);

/** What a template does to a conversation that its users do not ask for. Precise rather than complete: each is only suspicious. */
export function behaviourIn(source: string, body: Body): readonly TemplateFinding[] {
  const statements = [...statementsIn(body)];
  const contents = contentNames(statements);
  return [
    ...statements.flatMap((statement) => [...instructions(source, statement)]),
    ...statements.flatMap((statement) => (statement.kind === 'if' ? triggers(source, statement, contents) : [])),
    ...statements.flatMap((statement) =>
      expressionsOf(statement).flatMap((one) => [...changes(source, one, contents)]),
    ),
    ...leaks(source, statements, contents),
  ];
}

/** Names that hold what a message says. */
function contentNames(statements: readonly Statement[]): ReadonlySet<string> {
  const names = new Set(spoken);
  for (const statement of statements) {
    if (statement.kind !== 'set' || !isSpoken(statement.value, names)) continue;
    for (const { name, attribute } of statement.targets) names.add(attribute ?? name);
  }
  return names;
}

function isSpoken(expression: Expression, names: ReadonlySet<string>): boolean {
  for (const node of within(expression)) {
    if ((node.kind === 'name' || node.kind === 'attribute') && names.has(node.name)) return true;
    if (node.kind === 'subscript' && names.has(textOf(node.key) ?? '')) return true;
  }
  return false;
}

function* instructions(source: string, statement: Statement): Generator<TemplateFinding> {
  const texts = statement.kind === 'data' ? [statement] : expressionsOf(statement).flatMap((one) => [...within(one)]);
  for (const node of texts) {
    const found = instruction.exec((node.kind === 'data' ? node.text : textOf(node)) ?? '')?.[0];
    if (found === undefined) continue;
    const at = source.indexOf(found, node.start);
    const isWritten = at >= 0 && at + found.length <= node.end;
    yield suspicious(
      'hidden-instruction',
      `The chat template itself tells the model "${short(found)}".`,
      'It does so in every chat, unseen by its users. Read it before you use it.',
      found,
      isWritten ? { start: at, end: at + found.length } : node,
    );
  }
}

/** A condition on a word that a person may say, behind which the template has something to say itself. */
function triggers(
  source: string,
  { test, body }: Extract<Statement, { kind: 'if' }>,
  contents: ReadonlySet<string>,
): readonly TemplateFinding[] {
  const word = [...within(test)].map((node) => wordAskedFor(node, contents)).find((found) => found !== undefined);
  const said = word === undefined ? undefined : textsIn(body).find((text) => sentence.test(text) || address.test(text));
  if (word === undefined || said === undefined) return [];
  return [
    suspicious(
      'content-condition',
      `Where a message says "${short(word)}", the chat template adds: "${short(said.trim())}"`,
      'Its users see nothing of it. Read it before you use it.',
      source.slice(test.start, test.end),
      test,
    ),
  ];
}

function wordAskedFor(node: Expression, contents: ReadonlySet<string>): string | undefined {
  const among = (expressions: readonly Expression[]): string | undefined =>
    expressions.map(textOf).find((text) => text !== undefined && plainWords.test(text));
  if (node.kind === 'binary' && /^(?:in|==|not in)$/.test(node.operator)) {
    if (isSpoken(node.right, contents)) return among([node.of]);
    return node.operator === '==' && isSpoken(node.of, contents) ? among([node.right]) : undefined;
  }
  if (node.kind !== 'call' || node.of.kind !== 'attribute' || !comparing.has(node.of.name)) return undefined;
  return isSpoken(node.of.of, contents) ? among(node.arguments.positional) : undefined;
}

/** The texts that a body gives or keeps. */
function textsIn(body: Body): readonly string[] {
  return [...statementsIn(body)].flatMap((statement) => {
    if (statement.kind === 'data') return [statement.text];
    if (statement.kind !== 'output' && statement.kind !== 'set') return [];
    if (expressionsOf(statement).some(isRefusal)) return [];
    return expressionsOf(statement).flatMap((one) => [...within(one)].flatMap((node) => textOf(node) ?? []));
  });
}

/** The message of an error is said to nobody but those who serve the model. */
function isRefusal(expression: Expression): boolean {
  return (
    expression.kind === 'call' && expression.of.kind === 'name' && /raise|exception|error/.test(expression.of.name)
  );
}

/** What messages say is given on with addresses or sentences put in. */
function* changes(source: string, expression: Expression, contents: ReadonlySet<string>): Generator<TemplateFinding> {
  for (const node of within(expression)) {
    const isFilter = node.kind === 'filter' && node.name === 'replace';
    const isMethod = node.kind === 'call' && node.of.kind === 'attribute' && node.of.name === 'replace';
    if (!isFilter && !isMethod) continue;
    const by = textOf(node.arguments.positional[1]);
    if (by === undefined || !isSpoken(node.of, contents) || !(address.test(by) || sentence.test(by))) continue;
    yield suspicious(
      'content-change',
      `The chat template changes what messages say: it puts in "${short(by)}".`,
      'Its users see nothing of it. Read it before you use it.',
      source.slice(node.start, node.end),
      node,
    );
  }
}

/** An unfinished address, behind which a message is put: whoever opens it sends the message there. */
function* leaks(
  source: string,
  statements: readonly Statement[],
  contents: ReadonlySet<string>,
): Generator<TemplateFinding> {
  const leak = (span: Span): TemplateFinding =>
    suspicious(
      'leak',
      'The chat template puts what messages say into a web address.',
      'Opening that address gives them away. Do not use it.',
      source.slice(span.start, span.end),
      span,
    );
  for (const [index, statement] of statements.entries()) {
    const next = statements[index + 1];
    if (statement.kind === 'data' && openAddress.test(statement.text) && next?.kind === 'output') {
      if (isSpoken(next.expression, contents)) yield leak(next);
    }
    for (const node of expressionsOf(statement).flatMap((one) => [...within(one)])) {
      if (node.kind !== 'binary' || !/^[+~]$/.test(node.operator)) continue;
      const before = node.of.kind === 'binary' ? node.of.right : node.of;
      if (openAddress.test(textOf(before) ?? '') && isSpoken(node.right, contents)) yield leak(node);
    }
  }
}

function textOf(node: Expression | undefined): string | undefined {
  return node?.kind === 'literal' && typeof node.value === 'string' ? node.value : undefined;
}

function suspicious(code: string, says: string, advice: string, found: string, { start, end }: Span): TemplateFinding {
  return { code, verdict: 'suspicious', says, advice, found: short(found), start, end };
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > longestShown ? `${line.slice(0, longestShown)}…` : line;
}
