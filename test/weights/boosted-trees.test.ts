import { deepEqual } from 'node:assert/strict';
import { scanned } from './scanned';

describe('weights: models of boosted trees', () => {
  it('are safe when they are whole', async () => {
    deepEqual(await scanned('m.json', '{"learner": {"attributes": {}}, "version": [2, 1, 0]}'), ['xgboost']);
    deepEqual(await scanned('m.txt', 'tree\nversion=v4\nnum_class=1\n\nend of trees\n\nend of parameters\n'), [
      'lightgbm',
    ]);
    deepEqual(await scanned('m.cbm', [...Buffer.from('CBM1'), 2, 0, 0, 0, 1, 2, 3]), ['catboost']);
  });

  it('are unknown when they break off', async () => {
    deepEqual(await scanned('m.json', '{"learner": {"attributes": {'), ['xgboost', 'unknown: xgboost/broken']);
    deepEqual(await scanned('m.txt', 'tree\nversion=v4\nnum_class=1\n'), ['lightgbm', 'unknown: lightgbm/broken']);
    deepEqual(await scanned('m.cbm', [...Buffer.from('CBM1'), 9, 0, 0, 0, 1]), [
      'catboost',
      'unknown: catboost/broken',
    ]);
  });

  it('are told from other texts', async () => {
    deepEqual((await scanned('package.json', '{"version": "1.0"}'))[0], 'unrecognized');
  });
});
