import { deepEqual, notDeepEqual, notEqual, ok } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Cursor } from '../../src/bytes/cursor';
import { readStart } from '../../src/weights/gguf/header';
import { secondShapeOf } from './second-shape';
import { shapeOf } from './shape';

const corpus = path.resolve('../shared/corpus/weights');

/** Calls behind filters, which Jinja allows; the other parser takes them for a part of the filter. */
const callsFilter = /\|\s*attr\([^()]*\)\s*\(/;

describe('templates: held against the parser of Hugging Face', () => {
  for (const template of [
    "{{ a.b['c'][-1].d(1, x='y')[1:] }}",
    '{{ messages[::-1] }}{{ m[1:-1:2] }}{{ m[:] }}{{ m[i + 1] }}',
    '{{ -x ** 2 }}{{ -1 }}{{ a - -1 }}{{ not a == b }}',
    "{{ a and not b or c in d and e not in 'f' }}",
    '{{ 1 + 2 * 3 // 4 - 5 % 6 }}{{ (1 + 2) * 3 }}',
    "{{ a if b else c if d else e }}{{ 'x' if y }}",
    "{{ a | map(attribute='b') | join(', ') | trim }}",
    '{{ a is defined and b is not none }}{{ (a is string) == true }}',
    "{{ 'a' 'b' }}{{ \"it's\" }}{{ 'tab\\t\\'quoted\\'\\n' }}",
    "{{ {'a': [1, 2.5], b: (c, none)} }}{{ [] }}{{ {} }}",
    '{{ f(*args, **options) }}{{ f(a, b=c, d=e) }}',
    '{% for a, b in c.items() if a != b %}{{ loop.index0 }}{% else %}none{% endfor %}',
    '{% for m in messages[1:] %}{% continue %}{% break %}{% endfor %}',
    '{% if a %}1{% elif b %}2{% elif c %}3{% else %}4{% endif %}',
    '{%- set ns = namespace(a=1) -%}{%- set ns.a = ns.a + 1 -%}{% set x %}text{{ y }}{% endset %}',
    '{% set a, b = c %}',
    "{% macro f(a, b='c', d=none) %}{{ a ~ b }}{% endmacro %}{{ f(1, d=2) }}",
    '{% call(item) render(x) %}{{ item }}{% endcall %}{% call f() %}t{% endcall %}',
    "{% filter upper %}text {{ x }}{% endfilter %}{% filter replace('a', 'b') %}a{% endfilter %}",
    '{# a comment with {{ tags }} #}text{# -#}  more',
    '{% generation %}{{ m.content }}{% endgeneration %}',
    "{{- '<|im_start|>' + role + '\\n' -}} { not a tag } {{'{{'}}",
  ])
    it(`makes the same of ${template}`, () => {
      const second = secondShapeOf(template);
      notEqual(second, undefined);
      deepEqual(shapeOf(template), second);
    });

  it('keeps to Jinja where the other parser does not', () => {
    for (const template of ["{{ ''|attr('x')() }}", '{{ a + b ~ c }}'])
      notDeepEqual(shapeOf(template), secondShapeOf(template), template);
  });

  it('makes the same of every template in the corpus that the other parser can read', function () {
    if (!existsSync(corpus)) {
      console.warn(`Skipped: ${corpus} is not there`);
      return this.skip();
    }
    let compared = 0;
    for (const row of readFileSync(path.join(corpus, 'MANIFEST.tsv'), 'utf8').trimEnd().split('\n')) {
      const [file = '', , format] = row.split('\t');
      for (const template of format === 'gguf' ? templatesIn(readFileSync(path.join(corpus, file))) : []) {
        const second = secondShapeOf(template);
        if (second === undefined || callsFilter.test(template)) continue;
        deepEqual(shapeOf(template), second, file);
        compared++;
      }
    }
    ok(compared > 90, `only ${compared} templates were compared`);
  });
});

function templatesIn(file: Uint8Array): readonly string[] {
  const templates: string[] = [];
  const pair = (key: string, value: string): void => {
    if (key.includes('chat_template')) templates.push(value);
  };
  readStart(new Cursor(file, 0, true), { pair });
  return templates;
}
