import type { HttpAnswer, Host } from '../host/ports';

const mostTries = 4;
const firstWait = 500;
const longestWait = 30_000;

/** Asks again where a server is too busy (429) or fails (5xx), after the time that it asks for, or after longer and longer ones. */
export async function patiently(clock: Host['clock'], ask: () => Promise<HttpAnswer>): Promise<HttpAnswer> {
  for (let tries = 1; ; tries++) {
    const answer = await ask();
    if (!isBusy(answer)) return answer;
    const wait = askedWait(answer, clock.now()) ?? firstWait * 2 ** (tries - 1) * (1 + Math.random());
    if (tries === mostTries || wait > longestWait) return answer;
    await clock.wait(wait);
  }
}

/** Whether a server says that it cannot answer now. */
export function isBusy({ status }: HttpAnswer): boolean {
  return status === 429 || status >= 500;
}

/** Milliseconds, by seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#name-retry-after */
function askedWait({ headers }: HttpAnswer, now: Date): number | undefined {
  const written = headers['retry-after']?.trim();
  if (!written) return undefined;
  const wait = /^\d{1,9}$/.test(written) ? Number(written) * 1000 : Date.parse(written) - now.getTime();
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
