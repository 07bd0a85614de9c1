import assert from 'node:assert/strict';
import { judgeTemplate } from '../../src/templates/judge';
import { chat } from './chat';

describe('templates: honest ones', () => {
  for (const code of [
    "{{ raise_exception('Roles must alternate') }}",
    "{{ strftime_now('%d %b %Y') }}",
    '{{ tools | tojson(indent=4) }}',
    '{%- set ns = namespace(found=false, index=messages|length - 1) %}{%- set ns.found = true %}{{ ns.found }}',
    "{% if messages[0]['role'] == 'system' %}{% set loop_messages = messages[1:] %}{% endif %}{{ loop_messages[loop.index0] }}",
    "{{ message.content.split('</think>')[-1].lstrip('\\n') }}",
    "{{ (message.content if message.content is string else message.content[0]['text']) | trim }}",
    '{% for key, value in tool.parameters | dictsort %}{{ key }}: {{ value[key] }}{% endfor %}',
    '{% for name, args in message.tool_calls.items() %}{{ args[name] }}{% endfor %}',
    "{% macro render(schema, depth=0) %}{{ schema['type'] }}{% if schema.items is defined %}{{ render(schema['items'], depth + 1) }}{% endif %}{% endmacro %}{{ render(tools[0]) }}",
    "{{ messages | selectattr('role', 'equalto', 'user') | map(attribute='content') | join('\\n') }}",
    "{% set key = 'ro' ~ 'le' %}{{ message[key] }}",
    "{{ message['tool_' ~ message.role] }}",
    '{# __class__ in a comment #}A text that says __import__ outside of any tag',
    "{% raw %}{{ ''.__class__ }}{% endraw %}",
    "{% set colon = joiner(', ') %}{% for tool in tools %}{{ colon() }}{{ tool.name }}{% endfor %}",
    "{% set row = cycler('odd', 'even') %}{{ row.next() }}",
    '{% generation %}{{ message.content }}{% endgeneration %}',
    '{% call(tool) render() %}{{ tool.name }}{% endcall %}',
    '{% set names = [] %}{% for tool in tools %}{% set _ = names.append(tool.name) %}{% endfor %}{{ names[0] }}',
    '{{ message.tool_calls[0].function.arguments | items | list }}',
    "{{ {'user': 'Human', 'assistant': 'AI'}[message.role] }}",
    "{{ tool.model_dump_json() }}{{ message.get('name', '') }}{{ config.name }}{{ request }}",
    "{{ '__start__' }}{{ message.content | replace('__', '') }}",
    "{{ '%s: %s' | format(message.role, message.content) }}",
  ]) {
    it(`finds nothing in ${code}`, () => assert.deepEqual(judgeTemplate(chat(code)), []));
  }
});
