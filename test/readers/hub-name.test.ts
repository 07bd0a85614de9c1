import assert from 'node:assert/strict';
import { isHubName, isPath } from '../../src/readers/hub-name';

describe('names on the Hub', () => {
  it('have one or two parts of letters, digits, dashes, dots and underscores', () => {
    for (const name of ['gpt2', 'acme/chat-7b_v1.0', 'A/b', '_x', 'x'.repeat(96)]) assert.ok(isHubName(name), name);
    for (const name of ['', '/', 'a/', 'a/b/c', 'a b', 'a--b', 'a..b', '-a', 'a.', 'a/b.git', 'x'.repeat(97), 'é']) {
      assert.ok(!isHubName(name), name);
    }
  });

  it('differ from paths, which begin like one or have more parts', () => {
    for (const path of ['.', '..', './x', '../x', '/x', '~/x', 'C:\\x', 'a\\b', 'a/b/c', 'a/'])
      assert.ok(isPath(path), path);
    for (const name of ['a', 'a/b', '.hidden', 'https://example.org/a/b', 's3://a/b/c']) assert.ok(!isPath(name), name);
  });
});
