import assert from 'node:assert/strict';
import { licenseCounts } from '../../src/panel/license-counts';
import { component } from './sample';

describe('license counts', () => {
  it('go from frequent to rare, with the unknown ones last', () => {
    const { counted, bars } = licenseCounts([
      component('a'),
      component('b'),
      component('c', { license: 'MIT' }),
      component('d', { license: 'Apache-2.0' }),
      component('e', { license: 'Apache-2.0' }),
    ]);
    assert.equal(counted, 5);
    assert.deepEqual(bars, [
      { name: 'Apache-2.0', count: 2, unknown: false, share: 1 },
      { name: 'MIT', count: 1, unknown: false, share: 0.5 },
      { name: 'Not known', count: 2, unknown: true, share: 1 },
    ]);
  });

  it('leave out weights that follow their model, and the application', () => {
    const { counted } = licenseCounts([
      component('w', { kind: 'weights' }),
      component('v', { kind: 'weights', license: 'MIT' }),
      component('app', { kind: 'application' }),
    ]);
    assert.equal(counted, 1);
  });

  it('sum up the rare ones', () => {
    const components = Array.from({ length: 12 }, (_, index) => component(`c${index}`, { license: `L-${index}` }));
    const { bars } = licenseCounts(components);
    assert.equal(bars.length, 9);
    assert.deepEqual(bars.at(-1), { name: '4 others', count: 4, unknown: false, share: 1 });
  });

  it('are none without components', () => {
    assert.deepEqual(licenseCounts([]), { counted: 0, bars: [] });
  });
});
