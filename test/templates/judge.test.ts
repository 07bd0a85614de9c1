import assert from 'node:assert/strict';
import { judgeTemplate } from '../../src/templates/judge';
import { chat } from './chat';

/** Steps out of a template: values that every template has, and names that lead from them into Python. */
const steps: readonly (readonly [of: string, name: string])[] = [
  ['cycler', '__init__'],
  ['lipsum', '__globals__'],
  ["''", '__class__'],
  ['messages[0].content', '__subclasses__'],
  ['self', '_TemplateReference__context'],
  ['tools', 'gi_frame'],
  ['bos_token', '__reduce_ex__'],
];

const halves = (name: string): readonly [string, string] => [name.slice(0, 3), name.slice(3)];
const reversed = (name: string): string => [...name].reverse().join('');
const codes = (name: string): readonly number[] => [...name].map((one) => one.charCodeAt(0));
const hex = (name: string): string =>
  codes(name)
    .map((code) => `\\x${code.toString(16).padStart(2, '0')}`)
    .join('');
const swapped = (name: string): string =>
  [...name].map((one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase())).join('');

/** Ways to spell a name as an expression, so that it does not stand there. */
const spellings: Readonly<Record<string, (name: string) => string>> = {
  plain: (name) => `'${name}'`,
  plus: (name) => `'${halves(name)[0]}' + '${halves(name)[1]}'`,
  tilde: (name) => `'${halves(name)[0]}' ~ '${halves(name)[1]}'`,
  'side by side': (name) => `'${halves(name)[0]}' '${halves(name)[1]}'`,
  percent: (name) => `'%s%s' % ('${halves(name)[0]}', '${halves(name)[1]}')`,
  'percent of one': (name) => `'%s' % '${name}'`,
  'percent by name': (name) => `'%(a)s' % {'a': '${name}'}`,
  'percent of codes': (name) => `'${'%c'.repeat(name.length)}' % (${codes(name).join(', ')},)`,
  'format filter': (name) => `'%s%s'|format('${halves(name)[0]}', '${halves(name)[1]}')`,
  'str.format': (name) => `'{}{}'.format('${halves(name)[0]}', '${halves(name)[1]}')`,
  'str.format by place': (name) => `'{1}{0}'.format('${halves(name)[1]}', '${halves(name)[0]}')`,
  'str.format by name': (name) => `'{a}{b}'.format(a='${halves(name)[0]}', b='${halves(name)[1]}')`,
  'str.format of codes': (name) => `'${'{:c}'.repeat(name.length)}'.format(${codes(name).join(', ')})`,
  'spread arguments': (name) => `'{}'.format(*['${name}'])`,
  'spread names': (name) => `'{a}'.format(**{'a': '${name}'})`,
  format_map: (name) => `'{a}'.format_map({'a': '${name}'})`,
  precision: (name) => `'%.${name.length}s' % '${name}_and_more'`,
  join: (name) => `['${halves(name)[0]}', '${halves(name)[1]}']|join`,
  'join method': (name) => `''.join(['${halves(name)[0]}', '${halves(name)[1]}'])`,
  'join of letters': (name) => `'${[...name].join('-')}'.split('-')|join`,
  'join of keys': (name) => `dict(${halves(name)[0]}=1, ${halves(name)[1]}=2)|join`,
  'first key': (name) => `dict(${name}=1)|list|first`,
  replace: (name) => `'${name.replace('_', 'X')}'|replace('X', '_')`,
  'replace method': (name) => `'${name.replaceAll('_', '%')}'.replace('%', '_')`,
  slice: (name) => `'##${name}##'[2:-2]`,
  'every second': (name) => `'${[...name].join('.')}'[::2]`,
  'reversed slice': (name) => `'${reversed(name)}'[::-1]`,
  'reverse filter': (name) => `'${reversed(name)}'|reverse`,
  'reversed list': (name) => `('${reversed(name)}'|list|reverse)|join`,
  lower: (name) => `'${name.toUpperCase()}'|lower`,
  casefold: (name) => `'${name.toUpperCase()}'.casefold()`,
  swapcase: (name) => `'${swapped(name)}'.swapcase()`,
  trim: (name) => `'  ${name} '|trim`,
  strip: (name) => `'##${name}#'.strip('#')`,
  removeprefix: (name) => `'no${name}'.removeprefix('no')`,
  string: (name) => `('${halves(name)[0]}' ~ '${halves(name)[1]}')|string`,
  striptags: (name) => `'${halves(name)[0]}<b>${halves(name)[1]}'|striptags`,
  truncate: (name) => `'${name} and much more'|truncate(${name.length}, true, '', 0)`,
  'letters in a loop': (name) => `'${[...name].join(' ')}'.split()|join`,
  'hex escapes': (name) => `'${hex(name)}'`,
  'octal escapes': (name) =>
    `'${codes(name)
      .map((code) => `\\${code.toString(8).padStart(3, '0')}`)
      .join('')}'`,
  'unicode escapes': (name) =>
    `'${codes(name)
      .map((code) => `\\u${code.toString(16).padStart(4, '0')}`)
      .join('')}'`,
  'named escapes': (name) => `'${name.replaceAll('_', '\\N{LOW LINE}')}'`,
  chr: (name) =>
    `[${codes(name)
      .map((code) => `chr(${code})`)
      .join(', ')}]|join`,
  translate: (name) => `'${name.replaceAll('_', '*')}'.translate({42: '_'})`,
  repetition: (name) => (name.startsWith('__') ? `'_'*2 ~ '${name.slice(2, -2)}' ~ '_'*2` : `'${name}'*1`),
  'look-up': (name) => `{'a': '${name}'}['a']`,
  'look-up by get': (name) => `{'a': '${name}'}.get('a')`,
  item: (name) => `['role', '${name}'][1]`,
  'unknown item': (name) => `['role', '${name}'][position]`,
  'unknown choice': (name) => `('${name}' if add_generation_prompt else 'role')`,
  or: (name) => `(nothing or '${name}')`,
  default: (name) => `nothing|default('${name}')`,
  last: (name) => `('x', '${name}')|last`,
  select: (name) => `['', '${name}', '']|select|first`,
  reject: (name) => `['x', '${name}']|reject('eq', 'x')|join`,
  map: (name) => `['${name.toUpperCase()}']|map('lower')|first`,
  sort: (name) => `['zz', '${name}']|sort|first`,
  'letter of a function': (name) =>
    name.includes('_') ? `'${name.replaceAll('_', 'Q')}'|replace('Q', (lipsum|string)[18])` : `'${name}'`,
  'letter of a generator': (name) =>
    name.includes('_') ? `'${name.replaceAll('_', 'Q')}'|replace('Q', (()|select|string|list).pop(24))` : `'${name}'`,
};

/** Ways to carry the spelled name to where it is looked up: what stands before, and the expression for it. */
const carriers: Readonly<Record<string, (spelled: string) => readonly [before: string, name: string]>> = {
  'in place': (spelled) => ['', spelled],
  'in a variable': (spelled) => [`{% set n = ${spelled} %}`, 'n'],
  'in a block': (spelled) => [`{% set n %}{{ ${spelled} }}{% endset %}`, 'n'],
  'in a namespace': (spelled) => [`{% set ns = namespace(n='') %}{% set ns.n = ${spelled} %}`, 'ns.n'],
  'by a macro': (spelled) => [`{% macro m(x) %}{{ x }}{% endmacro %}`, `m(${spelled})`],
  'by a preset': (spelled) => [`{% macro m(x=${spelled}) %}{{ x }}{% endmacro %}`, 'm()'],
  'in a filtered block': (spelled) => [`{% set n | trim %} {{ ${spelled} }} {% endset %}`, 'n'],
  'letter by letter': (spelled) => [
    `{% set ns = namespace(n='') %}{% for c in (${spelled})|list %}{% set ns.n = ns.n ~ c %}{% endfor %}`,
    'ns.n',
  ],
  'in a changed list': (spelled) => [`{% set l = [] %}{% set k = l %}{% do k.append(${spelled}) %}`, 'l[0]'],
  'on one of two ways': (spelled) => [
    `{% if tools %}{% set n = ${spelled} %}{% else %}{% set n = 'role' %}{% endif %}`,
    'n',
  ],
  'behind a decoy': (spelled) => [`{% set n = ${spelled} %}{% for i in [1] %}{% set n = 'role' %}{% endfor %}`, 'n'],
};

/** Ways to look a name up. */
const lookUps: Readonly<Record<string, (of: string, name: string) => string>> = {
  subscript: (of, name) => `${of}[${name}]`,
  'attr filter': (of, name) => `(${of})|attr(${name})`,
  'map by attr': (of, name) => `([${of}]|map('attr', ${name})|list)[0]`,
  'map by attribute': (of, name) => `([${of}]|map(attribute=${name})|list)[0]`,
  getattr: (of, name) => `getattr(${of}, ${name})`,
};

describe('templates: ways into Python', () => {
  for (const [spelling, spell] of Object.entries(spellings)) {
    it(`finds names spelled by ${spelling}, however they are carried and looked up`, () => {
      const missed = steps.flatMap(([of, name]) =>
        Object.values(carriers).flatMap((carry) =>
          Object.values(lookUps).flatMap((lookUp) => {
            const [before, carried] = carry(spell(name));
            const code = `${before}{{ ${lookUp(of, carried)} }}`;
            return judgeTemplate(chat(code)).some(({ verdict }) => verdict === 'dangerous') ? [] : [code];
          }),
        ),
      );
      assert.deepEqual(missed.slice(0, 8), []);
    });
  }
});
