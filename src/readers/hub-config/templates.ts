import type { TemplateMention } from '../../domain/mention';
import type { JsonNode, JsonSource } from '../json-source';
import { templateMention } from '../template-mention';

const mostTemplates = 50;

/** The chat templates of a tokenizer or processor: one, a list of `{ name, template }`, or a mapping of names to templates. */
export function templatesIn(json: JsonSource): readonly TemplateMention[] {
  const node = json.top('chat_template');
  const alone = json.string(node);
  if (alone) return [templateMention(json.text, alone, 'chat_template')];
  const listed = node?.type === 'array' ? json.items(node).map((item) => namedIn(json, item)) : [];
  const mapped = json.entries(node).map(({ key, value }) => ({ key, value }));
  return [...listed, ...mapped].slice(0, mostTemplates).flatMap(({ key, value }) => {
    const template = json.string(value);
    return template ? [templateMention(json.text, template, 'chat_template', key)] : [];
  });
}

function namedIn(json: JsonSource, item: JsonNode): { key: ReturnType<JsonSource['string']>; value: JsonNode } {
  return { key: json.string(json.valueOf(item, 'name')), value: json.valueOf(item, 'template') };
}
