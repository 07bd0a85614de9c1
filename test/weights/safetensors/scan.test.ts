import { deepEqual } from 'node:assert/strict';
import { scanned } from '../scanned';

/** What is found in a file without tensors that is described so. */
async function described(note: string): Promise<readonly string[]> {
  const header = Buffer.from(JSON.stringify({ __metadata__: { format: 'pt', note } }));
  const length = Buffer.alloc(8);
  length.writeUInt32LE(header.length);
  return (await scanned('model.safetensors', Buffer.concat([length, header]))).slice(1);
}

describe('weights: descriptions in safetensors', () => {
  it('are words, addresses, and JSON', async () => {
    for (const note of [
      'Import it with `from transformers import AutoModel`.',
      'https://huggingface.co/a/b',
      '{"lr": 0.1}',
    ])
      deepEqual(await described(note), [], note);
  });

  it('are no commands, pickles or keys', async () => {
    deepEqual(await described('__import__("os").system("id")'), ['dangerous: safetensors/code-in-metadata']);
    const pickle = Buffer.from('\x80\x02cos\nsystem\nX\x02\0\0\0id\x85R.', 'latin1').toString('base64');
    deepEqual(await described(pickle), ['suspicious: safetensors/pickle-in-metadata']);
    for (const key of [
      `hf_${'aBcDeFgHiJ'.repeat(4).slice(0, 34)}`,
      `AKIA${'A1'.repeat(8)}`,
      '-----BEGIN RSA PRIVATE KEY-----',
    ])
      deepEqual(await described(`made with ${key}`), ['suspicious: safetensors/secret-in-metadata'], key);
  });
});
