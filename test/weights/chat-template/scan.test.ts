import { deepEqual } from 'node:assert/strict';
import { scanned } from '../scanned';

const honest = "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}{% endfor %}";
const harmful = "{{ cycler.__init__.__globals__.os.popen('id').read() }}";
const found = 'dangerous: template/python-inside';

async function said(path: string, content: string): Promise<readonly string[]> {
  return (await scanned(path, content)).map((line) => line.split(' ').slice(0, 2).join(' '));
}

describe('weights: chat templates in files', () => {
  it('are followed where they stand alone', async () => {
    deepEqual(await said('chat.j2', honest), ['chat-template']);
    deepEqual(await said('chat_template.jinja', honest + harmful), ['chat-template', found]);
    deepEqual(await said('chat.template', harmful), ['chat-template', found]);
    deepEqual((await said('mail.template', 'Dear $name'))[0], 'unrecognized');
  });

  it('are followed in JSON, alone, in lists, and under other names', async () => {
    const json = (value: object): string => JSON.stringify({ tokenizer_class: 'X', ...value });
    deepEqual(await said('tokenizer_config.json', json({ chat_template: honest })), ['chat-template']);
    deepEqual(await said('any.json', json({ chat_template: harmful })), ['chat-template', found]);
    const list = [
      { name: 'default', template: honest },
      { name: 'tool', template: harmful },
    ];
    deepEqual(await said('any.json', json({ chat_template: list })), ['chat-template', found]);
    deepEqual(await said('any.json', json({ chat_template: honest, other: harmful })), ['chat-template', found]);
    deepEqual((await said('package.json', json({})))[0], 'unrecognized');
  });

  it('are followed in YAML', async () => {
    deepEqual(await said('model.yaml', `name: x\nchat_template: >-\n  ${honest}\n`), ['chat-template']);
    deepEqual(await said('model.yml', `chat_template: "${harmful}"\n`), ['chat-template', found]);
    deepEqual((await said('compose.yaml', 'services: {}\n'))[0], 'unrecognized');
  });

  it('are not known where the file cannot be read', async () => {
    const unreadable = ['chat-template', 'unknown: template/unreadable'];
    deepEqual(await said('tokenizer_config.json', '{"chat_template": "'), unreadable);
    deepEqual(await said('model.yaml', 'chat_template: "{{ x }}\n'), unreadable);
  });

  it('take other entries for data', async () => {
    const tokens = JSON.stringify({ chat_template: honest, added_tokens: ['{{', '{%', '{# x'] });
    deepEqual(await said('tokenizer_config.json', tokens), ['chat-template']);
  });
});
