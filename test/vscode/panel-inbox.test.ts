import assert from 'node:assert/strict';
import { readPanelMessage } from '../../src/vscode/panel-inbox';
import { component, finding, overview, place } from '../panel/sample';

const fixable = finding('warning', { fix: 'Pin it', place: place('requirements.txt', 3) });
const given = overview({
  components: [component('torch', { places: [place('requirements.txt', 2)], findings: [fixable] })],
  problems: [{ message: 'Not UTF-8.', place: place('old.txt') }],
});

describe('what the panel may ask for', () => {
  it('is a place, a fix or a rule of the overview that it was given', () => {
    for (const file of [place('requirements.txt', 2), place('requirements.txt', 3), place('old.txt')]) {
      assert.deepEqual(readPanelMessage({ type: 'open', place: file }, given), { type: 'open', place: file });
    }
    assert.deepEqual(readPanelMessage({ type: 'fix', finding: fixable }, given), { type: 'fix', finding: fixable });
    assert.deepEqual(readPanelMessage({ type: 'explain', rule: fixable.rule }, given), {
      type: 'explain',
      rule: fixable.rule,
    });
  });

  it('is taken from that overview, not from the message', () => {
    const elsewhere = { start: { line: 99, character: 0 }, end: { line: 99, character: 0 } };
    const asked = { ...fixable, severity: 'error', place: { ...fixable.place, range: elsewhere } };
    assert.deepEqual(readPanelMessage({ type: 'fix', finding: asked }, given), { type: 'fix', finding: fixable });
  });

  it('is nothing else', () => {
    const passwords = { ...place('old.txt'), uri: 'file:///etc/passwd' };
    assert.equal(readPanelMessage({ type: 'open', place: passwords }, given), undefined);
    assert.equal(readPanelMessage({ type: 'fix', finding: { ...fixable, fix: 'Remove all' } }, given), undefined);
    assert.equal(readPanelMessage({ type: 'explain', rule: 'no/rule' }, given), undefined);
    assert.equal(readPanelMessage({ type: 'run', command: 'rm' }, given), undefined);
    assert.equal(readPanelMessage({ type: 'open', place: place('old.txt') }, undefined), undefined);
  });

  it('is always to be drawn, to check and to export', () => {
    assert.deepEqual(readPanelMessage({ type: 'ready' }, undefined), { type: 'ready' });
    assert.deepEqual(readPanelMessage({ type: 'check' }, given), { type: 'check' });
    assert.deepEqual(readPanelMessage({ type: 'export', format: 'cyclonedx' }, given), {
      type: 'export',
      format: 'cyclonedx',
    });
  });
});
