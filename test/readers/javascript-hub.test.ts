import assert from 'node:assert/strict';
import { javascript } from '../../src/readers/javascript/javascript';
import { said } from './said';

describe("reader javascript, the Hub's own clients", () => {
  it('reads what is downloaded, from models and datasets', () => {
    const text = `import { downloadFile, listFiles } from "@huggingface/hub";
const NAME = "acme/chat";
await downloadFile({ repo: NAME, path: "config.json", revision: "v1" });
await downloadFile({ repo: { type: "dataset", name: "acme/faq" }, path: "a.csv", revision });
for await (const file of listFiles({ repo: "datasets/acme/texts" })) use(file);
listFiles({ repo: "spaces/acme/demo" }); listFiles({ repo: { type: "space", name: "acme/demo" } }); listFiles({ repo });
`;
    assert.deepEqual(said(javascript, text), [
      'model uses acme/chat@v1 by downloadFile',
      'dataset uses acme/faq@? by downloadFile',
      'dataset uses acme/texts by listFiles',
    ]);
  });

  it('reads the hosted models that are asked, but no tokens', () => {
    const text = `import { InferenceClient } from '@huggingface/inference';
const client = new InferenceClient('hf_secret');
await client.chatCompletion({ model: 'acme/chat', messages: [] });
for await (const part of client.textGenerationStream({ model: "acme/text", inputs: "x" })) use(part);
client.chatCompletion({ model: process.env.MODEL }); other({ model: 'acme/other' });
`;
    assert.deepEqual(said(javascript, text), ['service acme/chat', 'service acme/text']);
  });

  it('fills templates with constants, at the place of the template', () => {
    const text =
      "import { AutoModel } from '@huggingface/transformers';\nconst ORG = 'acme';\nAutoModel.from_pretrained(`${ORG}/chat`);\n";
    const [load] = javascript.read(text, 'a.ts')!.mentions;
    assert.ok(load?.kind === 'model');
    assert.deepEqual([load.name.text, text.slice(load.name.start, load.name.end)], ['acme/chat', '${ORG}/chat']);
  });

  it('reads what Transformers.js loads under names of its own', () => {
    const text = `const { pipeline: pipe, AutoModel: Model } = await import('@huggingface/transformers');
let later;
later = require('@xenova/transformers');
pipe('ner', 'acme/a'); Model.from_pretrained('acme/b'); later.pipeline('ner', 'acme/c');
`;
    assert.deepEqual(said(javascript, text), [
      'model uses acme/a by pipe',
      'model uses acme/b by Model.from_pretrained',
      'model uses acme/c by later.pipeline',
    ]);
  });
});
