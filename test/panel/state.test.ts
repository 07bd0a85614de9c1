import assert from 'node:assert/strict';
import { type PanelState, readState, shows, withFilter, withOpen } from '../../src/panel/state';

const fresh: PanelState = { open: {}, filter: [], scroll: 0 };

describe('the remembered state of the panel', () => {
  it('is read back as it was', () => {
    const state: PanelState = { open: { 'kind:model': false }, filter: ['warning'], scroll: 120 };
    assert.deepEqual(readState(JSON.parse(JSON.stringify(state))), state);
  });

  for (const damaged of [undefined, null, 7, 'x', { open: 'x', filter: 3, scroll: -1 }, { filter: ['fatal'] }]) {
    it(`starts anew from ${JSON.stringify(damaged)}`, () => assert.deepEqual(readState(damaged).filter, []));
  }

  it('remembers only so many rows, the latest ones', () => {
    let state = fresh;
    for (let index = 0; index < 1100; index++) state = withOpen(state, `row${index}`, true);
    assert.equal(Object.keys(state.open).length, 1000);
    assert.equal(state.open.row1099, true);
    assert.equal(state.open.row0, undefined);
  });
});

describe('the filter', () => {
  it('shows everything until a severity is chosen', () => {
    assert.ok(shows(fresh, 'info'));
    const warnings = withFilter(fresh, 'warning');
    assert.ok(shows(warnings, 'warning'));
    assert.ok(!shows(warnings, 'error'));
  });

  it('is off again when the last severity is taken away, and when all are chosen', () => {
    assert.deepEqual(withFilter(withFilter(fresh, 'info'), 'info').filter, []);
    assert.deepEqual(withFilter(withFilter(withFilter(fresh, 'info'), 'error'), 'warning').filter, []);
  });
});
