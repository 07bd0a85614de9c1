import assert from 'node:assert/strict';
import { calendarDate, daysSince, moment } from '../../src/panel/when';

describe('a moment', () => {
  const now = new Date(2026, 10, 21, 18, 0);
  const at = (...parts: [number, number, number, number, number]): string => new Date(...parts).toISOString();

  it('of today and yesterday has its time', () => {
    assert.equal(moment(at(2026, 10, 21, 14, 2), now), 'today 14:02');
    assert.equal(moment(at(2026, 10, 20, 23, 59), now), 'yesterday 23:59');
  });

  it('of an earlier day has its date', () => {
    assert.equal(moment(at(2026, 10, 7, 9, 0), now), '7 Nov 2026');
  });

  it('that is none is shown as it is', () => {
    assert.equal(moment('soon', now), 'soon');
  });
});

describe('a calendar date', () => {
  it('is the same in every time zone', () => {
    assert.equal(calendarDate('2026-11-01'), '1 Nov 2026');
    assert.equal(calendarDate('2026-01-31T23:59:59Z'), '31 Jan 2026');
  });

  it('that is none is shown as it is', () => {
    assert.equal(calendarDate('2026-13-01'), '2026-13-01');
    assert.equal(calendarDate(''), '');
  });

  it('has an age in days', () => {
    const now = new Date('2026-11-21T12:00:00Z');
    assert.equal(daysSince('2026-11-21', now), 0);
    assert.equal(daysSince('2026-11-05', now), 16);
    assert.equal(daysSince('2027-01-01', now), undefined);
    assert.equal(daysSince('soon', now), undefined);
  });
});
