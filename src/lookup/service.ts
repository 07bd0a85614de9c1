import { HttpError } from '../host/ports';
import type { Host, HttpAnswer, HttpRequest } from '../host/ports';
import { isBusy, patiently } from './retry';

/** A server that is asked many things. Where it cannot be reached, it is not asked on, and the log says so once. */
export class Service {
  #isDown = false;

  constructor(
    readonly host: Pick<Host, 'http' | 'clock' | 'log'>,
    /** What the log calls it. */
    readonly name: string,
  ) {}

  /** Sends a request, again and again while the server is busy. Fails with an `HttpError`. */
  async request(url: string, options: HttpRequest): Promise<HttpAnswer> {
    const answer = await patiently(this.host.clock, () => this.host.http.request(url, options));
    if (isBusy(answer)) throw new HttpError('busy', `the server answers ${answer.status}`);
    return answer;
  }

  /** What is made of answers; `undefined` where the server has failed, now or before. */
  async attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
    if (this.#isDown) return undefined;
    try {
      return await act();
    } catch (error) {
      this.#note(error instanceof HttpError ? error : undefined);
      return undefined;
    }
  }

  /** One answer that is too large, or that leads elsewhere, says nothing of the others. Others may have failed meanwhile. */
  #note(error: HttpError | undefined): void {
    const why = error?.message ?? 'it answers in a way that is not understood here';
    if (!this.#isDown && error?.code !== 'network-off') this.host.log.warn(`look-ups at ${this.name} failed: ${why}`);
    this.#isDown ||= error?.code !== 'too-large' && error?.code !== 'redirected';
  }
}
