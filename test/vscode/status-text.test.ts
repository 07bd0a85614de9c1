import assert from 'node:assert/strict';
import { statusText } from '../../src/vscode/status-text';
import { overview } from '../panel/sample';

const counts = (error: number, warning: number, info: number): { counts: ReturnType<typeof overview>['counts'] } => ({
  counts: { error, warning, info, files: 1, components: 1, suppressed: 0 },
});

describe('the status bar', () => {
  it('counts errors and warnings', () => {
    assert.equal(statusText(overview(counts(4, 7, 3))), '$(layers) $(error) 4 $(warning) 7');
  });

  it('says how far a check is', () => {
    const progress = { done: 12, total: 38 };
    assert.equal(statusText(overview({ state: 'checking', progress })), '$(layers) Checking 12 of 38');
  });

  it('takes no part for the whole while the first check runs', () => {
    const { checkedAt, ...unchecked } = overview({
      state: 'checking',
      progress: { done: 0, total: 0 },
      ...counts(2, 7, 0),
    });
    assert.equal(statusText(unchecked), undefined);
    assert.equal(
      statusText({ ...unchecked, checkedAt: checkedAt ?? '2026-11-21T14:02:00Z' }),
      '$(layers) $(error) 2 $(warning) 7',
    );
  });

  it('says nothing where there is nothing to do', () => {
    assert.equal(statusText(overview(counts(0, 0, 3))), undefined);
    assert.equal(statusText(overview({ state: 'checking', progress: { done: 0, total: 0 } })), undefined);
    assert.equal(statusText(overview({ state: 'no-folder' })), undefined);
  });
});
