import { posix } from 'node:path';
import type { WorkDoneProgressServerReporter } from 'vscode-languageserver/node';
import { plain } from '../text/plain';
import { sizeText } from '../text/size';

/** Milliseconds that nobody minds waiting for. */
const usuallyShownAfter = 1000;

/** Shows how far the reading of weight files is, where it takes long; people can stop it there. */
export class WeighingProgress {
  #timer: NodeJS.Timeout | undefined;
  #shown: WorkDoneProgressServerReporter | undefined;
  #counted = '';
  #reading = '';
  #percent = 0;
  /** Counts the showings: a bar that the editor makes late belongs to one that is over. */
  #turn = 0;

  /** `create` asks the editor for a bar; `stop` is what its button does. */
  constructor(
    private readonly create: () => Promise<WorkDoneProgressServerReporter>,
    private readonly stop: () => void,
    private readonly shownAfter = usuallyShownAfter,
  ) {}

  tell(done: number, total: number): void {
    this.#counted = `${done} of ${total}`;
    this.#reading = '';
    this.#percent = total === 0 ? 0 : Math.floor((done / total) * 100);
    this.#shown?.report(this.#percent, this.#message);
    this.#timer ??= setTimeout(() => void this.#show(), this.shownAfter);
  }

  /** A large file takes a while, and is seen to go on. */
  hear(path: string, bytes: number): void {
    this.#reading = ` (${plain(posix.basename(path))}: ${sizeText(bytes)} so far)`;
    this.#shown?.report(this.#percent, this.#message);
  }

  end(): void {
    this.#turn++;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#shown?.done();
    this.#shown = undefined;
  }

  get #message(): string {
    return this.#counted + this.#reading;
  }

  async #show(): Promise<void> {
    const turn = this.#turn;
    const bar = await this.create().catch(() => undefined);
    if (!bar) return;
    bar.begin('Weighbridge: reading weight files', 0, this.#message, true);
    if (turn !== this.#turn) return bar.done();
    bar.token.onCancellationRequested(() => this.stop());
    this.#shown = bar;
  }
}
