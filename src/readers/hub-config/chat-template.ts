import { slice } from '../../text/place';
import type { Reader } from '../reader';
import { templateMention } from '../template-mention';

/** A chat template in a file of its own, beside a model or for a server. */
export const chatTemplate: Reader = {
  kind: 'chat-template',
  title: 'Chat templates (chat_template.jinja)',
  files: ['**/*.{jinja,jinja2,j2}'],
  gives: ['template'],
  specification: 'https://huggingface.co/docs/transformers/chat_templating',
  byContent:
    'It is called `chat_template`, stands in `additional_chat_templates`, or has tags that go through `messages`.',
  read(text, path) {
    const isNamed = /(?:^|\/)(?:[^/]*chat_template[^/]*|additional_chat_templates\/[^/]+)$/i.test(path);
    if (!isNamed && !/\{[%{][^}]*\bmessages\b/.test(text)) return undefined;
    return { mentions: [templateMention(text, slice(text, 0, text.length), 'file')], problems: [] };
  },
};
