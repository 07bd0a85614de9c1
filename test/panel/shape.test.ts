import assert from 'node:assert/strict';
import { isHostMessage, isOverview, isPanelMessage } from '../../src/panel/shape';
import { component, finding, overview, place } from './sample';

describe('messages to the panel', () => {
  const rich = overview({
    checkedAt: '2026-11-21T14:02:00Z',
    progress: { done: 1, total: 2 },
    components: [
      component('a', {
        version: '1',
        places: [place('a.txt')],
        findings: [finding('error', { fix: 'Pin it' })],
        relations: [{ kind: 'uses', to: 'b', place: place('a.txt') }],
        facts: { format: 'gguf' },
        signature: 'absent',
        via: ['b'],
      }),
    ],
    otherFindings: [finding('info')],
    problems: [{ message: 'Not UTF-8.', place: place('b.txt') }],
  });

  it('are taken where their shape is known', () => {
    assert.ok(isOverview(rich));
    assert.ok(isHostMessage({ type: 'overview', overview: rich, trusted: true }));
    assert.ok(isHostMessage({ type: 'failed', message: 'No.' }));
  });

  const broken: readonly [string, unknown][] = [
    ['an unknown type', { type: 'run', overview: rich }],
    ['an inherited type', { type: 'constructor' }],
    ['a missing part', { type: 'overview', overview: { ...rich, counts: undefined }, trusted: true }],
    [
      'an unknown kind',
      { type: 'overview', overview: { ...rich, components: [{ ...component('a'), kind: 'x' }] }, trusted: true },
    ],
    [
      'a negative line',
      { type: 'overview', overview: { ...rich, problems: [{ message: '', place: place('a', -3) }] }, trusted: true },
    ],
    ['an endless text', { type: 'failed', message: 'x'.repeat(1_000_000) }],
    ['nothing', undefined],
  ];
  for (const [name, message] of broken) it(`are ignored with ${name}`, () => assert.ok(!isHostMessage(message)));
});

describe('messages from the panel', () => {
  it('are taken where their shape is known', () => {
    assert.ok(isPanelMessage({ type: 'ready' }));
    assert.ok(isPanelMessage({ type: 'open', place: place('a.txt') }));
    assert.ok(isPanelMessage({ type: 'fix', finding: finding('error', { fix: 'Pin it' }) }));
    assert.ok(isPanelMessage({ type: 'export', format: 'cyclonedx' }));
  });

  it('are ignored otherwise', () => {
    assert.ok(!isPanelMessage({ type: 'open', place: 'file:///etc/passwd' }));
    assert.ok(!isPanelMessage({ type: 'export', format: 'exe' }));
    assert.ok(!isPanelMessage({ type: 'explain', rule: 7 }));
    assert.ok(!isPanelMessage([]));
  });
});
