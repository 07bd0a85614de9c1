import assert from 'node:assert/strict';
import type { TemplateMention } from '../../src/domain/mention';
import { readText } from '../../src/project/load';
import { writtenAt } from '../../src/text/spelling';

/** The templates that a file holds. */
function templatesIn(file: string, text: string): readonly TemplateMention[] {
  return readText(`/project/${file}`, file, text)?.mentions('template') ?? [];
}

/** How a part of the first template is written in the file. */
function spelled(file: string, text: string, part: string): string {
  const [{ text: template, runs }] = templatesIn(file, text) as [TemplateMention];
  const at = template.indexOf(part);
  const { start, end } = writtenAt(runs, { start: at, end: at + part.length });
  return text.slice(start, end);
}

describe('reader: chat templates', () => {
  for (const file of ['model/chat_template.jinja', 'additional_chat_templates/tools.jinja', 'my_chat_template.j2'])
    it(`reads ${file} whatever it says`, () => {
      assert.deepEqual(
        templatesIn(file, '{{ x }}').map(({ text }) => text),
        ['{{ x }}'],
      );
    });

  it('reads another Jinja file only where it goes through messages', () => {
    assert.equal(templatesIn('prompt.jinja', '{% for m in messages %}{% endfor %}').length, 1);
    assert.equal(templatesIn('nginx.conf.j2', 'server { listen {{ port }}; }').length, 0);
  });

  it('reads those of a tokenizer: one, several with names, or a mapping', () => {
    const names = (value: unknown): readonly string[] =>
      templatesIn('tokenizer_config.json', JSON.stringify({ chat_template: value })).map(
        ({ name, text }) => `${name?.text ?? ''}: ${text}`,
      );
    assert.deepEqual(names('{{ a }}'), [': {{ a }}']);
    assert.deepEqual(
      names([
        { name: 'default', template: '{{ a }}' },
        { name: 'rag', template: 5 },
      ]),
      ['default: {{ a }}'],
    );
    assert.deepEqual(names({ default: '{{ a }}', tool_use: '{{ b }}' }), ['default: {{ a }}', 'tool_use: {{ b }}']);
    assert.deepEqual(names(null), []);
    assert.equal(templatesIn('chat_template.json', '{"chat_template": "{{ a }}"}').length, 1);
    assert.equal(templatesIn('processor_config.json', '{"chat_template": "{{ a }}').length, 1);
  });

  it('knows how a part is written in JSON', () => {
    const text = String.raw`{"chat_template": "{{ \"a\" }}\n{{ x.\u005f_class__ }}"}`;
    assert.equal(spelled('tokenizer_config.json', text, 'x.__class__'), String.raw`x.\u005f_class__`);
    assert.equal(spelled('tokenizer_config.json', text, '"a"'), String.raw`\"a\"`);
  });

  for (const [how, lines] of [
    ['quotes', ['chat_template_jinja: "{{ \\"a\\" }}{{ x.y }}"']],
    ['single quotes', ["chat_template_jinja: '{{ a }}{{ x.y }}'"]],
    ['a block', ['chat_template_jinja: |', '  {{ a }}', '', '    {{ x.y }}']],
    ['a block with CRLF', ['chat_template_jinja: |-\r', '  {{ a }}\r', '  {{ x.y }}\r']],
  ] as const) {
    it(`knows how a part is written in YAML with ${how}`, () => {
      const text = ['base_model: acme/base', ...lines, 'datasets: []', ''].join('\n');
      assert.equal(spelled('axolotl.yaml', text, '{{ x.y }}'), '{{ x.y }}');
    });
  }
});
