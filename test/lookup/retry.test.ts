import assert from 'node:assert/strict';
import { patiently } from '../../src/lookup/retry';
import { answer, memoryHost } from '../host/memory-host';

describe('asking a busy server', () => {
  const asked = async (...answers: readonly [status: number, retryAfter?: string][]): Promise<readonly unknown[]> => {
    const host = memoryHost({}, { today: '2027-03-10' });
    let at = 0;
    const { status } = await patiently(host.clock, () => {
      const [code, after] = answers[Math.min(at++, answers.length - 1)]!;
      return Promise.resolve(answer('', code, after === undefined ? {} : { 'retry-after': after }));
    });
    return [status, at, host.waits.map((wait) => Math.round(wait))];
  };

  it('takes the first answer that is one, whatever it says', async () => {
    assert.deepEqual(await asked([200]), [200, 1, []]);
    assert.deepEqual(await asked([404]), [404, 1, []]);
  });

  it('waits for as long as the server asks for, in seconds or until a time', async () => {
    assert.deepEqual(await asked([429, '2'], [503, 'Wed, 10 Mar 2027 12:00:05 GMT'], [200]), [200, 3, [2000, 5000]]);
    assert.deepEqual(await asked([503, 'Wed, 10 Mar 2027 11:00:00 GMT'], [200]), [200, 2, [0]]);
  });

  it('waits longer and longer where it does not say, and gives up in the end', async () => {
    const [status, times, waits] = await asked([503]);
    assert.deepEqual([status, times], [503, 4]);
    const [first, second, third] = waits as number[];
    assert.ok(first! >= 500 && second! >= 1000 && third! >= 2000 && third! <= 4000);
    assert.deepEqual(((await asked([429, 'soon'], [200])) as [number, number, number[]])[2].length, 1);
  });

  it('does not wait for an hour', async () => {
    assert.deepEqual(await asked([429, '3600']), [429, 1, []]);
  });
});
