/** A chat template as models have it, with something more in its loop. */
export function chat(more: string): string {
  return [
    '{%- for message in messages -%}',
    "{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}",
    more,
    '{%- endfor -%}',
    "{%- if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif -%}",
  ].join('\n');
}
