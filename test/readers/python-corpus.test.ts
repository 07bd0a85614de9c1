import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { python } from '../../src/readers/python/python';

const corpus = path.resolve('../shared/corpus');

describe('reader python on the corpus', () => {
  before(function () {
    if (existsSync(corpus)) return;
    console.warn(`Skipped: ${corpus} is not there`);
    this.skip();
  });

  it('finds what the planted program loads, at the place where it is written, and nothing in programs that load nothing', () => {
    const entries = readdirSync(corpus, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.py'));
    assert.ok(files.length > 30);
    const found = files.flatMap(({ parentPath, name }) => {
      const at = path.join(parentPath, name);
      const text = readFileSync(at, 'utf8');
      return python.read(text, at)!.mentions.map((mention) => {
        const named = mention.kind === 'weights' ? mention.path : mention.kind === 'model' ? mention.name : undefined;
        assert.equal(named && text.slice(named.start, named.end), named?.text);
        return `${path.relative(corpus, at).split(path.sep).join('/')} ${mention.kind} ${named?.text}`;
      });
    });
    assert.deepEqual(found, [
      'planted/src/app.py model acme/chat-7b',
      'planted/src/app.py weights models/legacy/pytorch_model.bin',
      'planted/src/app.py model gpt2',
    ]);
  });
});
