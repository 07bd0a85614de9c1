import assert from 'node:assert/strict';
import { panelPage } from '../../src/vscode/panel-page';

describe('the page of the panel', () => {
  const page = panelPage({
    script: 'https://x/panel.js',
    style: 'https://x/panel.css',
    cspSource: 'https://x',
    nonce: 'n0',
  });
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1];

  it('may load its style sheet and its one script, and nothing else', () => {
    assert.equal(policy, "default-src 'none'; style-src https://x; script-src 'nonce-n0'");
    assert.deepEqual(page.match(/<script[^>]*>/g), ['<script nonce="n0" src="https://x/panel.js">']);
  });

  it('has a language and a title for readers', () => {
    assert.match(page, /<html lang="en">/);
    assert.match(page, /<title>MBOM<\/title>/);
  });
});
