import assert from 'node:assert/strict';
import { AnswerCache } from '../../src/lookup/answer-cache';
import { memoryHost } from '../host/memory-host';

const folder = '/cache/answers';

describe('answers that are kept', () => {
  it('are there for the next program, with their day', async () => {
    const host = memoryHost({}, { caches: '/cache', today: '2027-03-10' });
    await new AnswerCache(host).put('index', 'pypi acme', { a: 1 });
    const later = new AnswerCache(host);
    assert.deepEqual(await later.get('index', 'pypi acme'), { at: '2027-03-10T12:00:00.000Z', value: { a: 1 } });
    assert.equal(await later.get('index', 'pypi other'), undefined);
    assert.equal(await later.get('record', 'pypi acme'), undefined);
  });

  it('are asked for again after half a day, and of no use after a season', async () => {
    const host = memoryHost({}, { caches: '/cache', today: '2027-03-10' });
    const kept = await new AnswerCache(host).put('index', 'a', 1);
    const at = (day: string): AnswerCache =>
      new AnswerCache({ ...host, clock: { ...host.clock, now: () => new Date(day) } });
    assert.equal(at('2027-03-10T20:00:00Z').isFresh(kept), true);
    assert.equal(at('2027-03-11T01:00:00Z').isFresh(kept), false);
    assert.equal(at('2020-01-01T00:00:00Z').isFresh(kept), false);
    assert.equal((await at('2027-05-01T00:00:00Z').get('index', 'a'))?.value, 1);
    assert.equal(await at('2027-07-01T00:00:00Z').get('index', 'a'), undefined);
  });

  it('that are spoilt, or answer something else, are none', async () => {
    const host = memoryHost({}, { caches: '/cache' });
    await new AnswerCache(host).put('index', 'a', 1);
    const { name } = (await host.files.list(folder))[0]!;
    for (const spoilt of [
      '',
      '{',
      '[]',
      'null',
      '{"at":"never","key":"a"}',
      '{"at":"2026-07-23","key":"b","value":1}',
    ]) {
      host.files.put(`${folder}/${name}`, spoilt);
      assert.equal(await new AnswerCache(host).get('index', 'a'), undefined, spoilt);
    }
  });

  it('are trimmed by number and size', async () => {
    const host = memoryHost({}, { caches: '/cache' });
    const cache = new AnswerCache(host);
    for (let at = 0; at < 20; at++) await cache.put('index', String(at), 'x'.repeat(100));
    await cache.trim(100, 1 << 20);
    assert.equal((await host.files.list(folder)).length, 20);
    await cache.trim(10, 1 << 20);
    assert.equal((await host.files.list(folder)).length, 8);
    await cache.trim(10, 500);
    assert.ok((await host.files.list(folder)).length < 4);
  });

  it('are not kept where they are too large, or there is no place for them', async () => {
    const host = memoryHost({}, { caches: '/cache' });
    const cache = new AnswerCache(host);
    assert.equal((await cache.put('index', 'a', 'x'.repeat(3 << 20))).value, 'x'.repeat(3 << 20));
    assert.equal(await cache.get('index', 'a'), undefined);
    const nowhere = new AnswerCache(memoryHost({}));
    assert.equal((await nowhere.put('index', 'a', 1)).value, 1);
    assert.equal(await nowhere.get('index', 'a'), undefined);
  });
});
