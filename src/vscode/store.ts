import * as vscode from 'vscode';
import { checkMethod, overviewMethod } from '../lsp/protocol';
import type { Overview } from '../panel/messages';
import { isOverview } from '../panel/shape';
import type { Server } from './server';

/** Waits, in milliseconds, from a change to the question for its result: short where a view shows it. */
const waits = { shown: 100, hidden: 1000 };

/** What all views are drawn from. The last overview stays while a newer one is made. */
export class Store implements vscode.Disposable {
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#onDidChange.event;
  readonly #watching: vscode.Disposable[];
  readonly #shown = new Set<string>();
  #overview: Overview | undefined;
  #failure: string | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly server: Server,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#watching = [
      server.onDidChangeOverview(() => this.#refreshSoon()),
      server.onDidChangeState(() => this.#serverChanged()),
    ];
  }

  get overview(): Overview | undefined {
    return this.#overview;
  }

  /** Why there is no newer overview, in one sentence. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Tells whether a view is visible; the first look of a view is answered at once. */
  setShown(view: string, shown: boolean): void {
    const before = this.#shown.has(view);
    if (shown) this.#shown.add(view);
    else this.#shown.delete(view);
    if (shown && !before && this.#timer !== undefined) this.#refreshSoon(0);
  }

  /** Checks the whole workspace; starts the server where it has given up. */
  async check(): Promise<Overview | undefined> {
    if (this.server.state === 'failed') await this.server.restart();
    return this.#ask(checkMethod);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const watching of this.#watching) watching.dispose();
    this.#onDidChange.dispose();
  }

  #serverChanged(): void {
    if (this.server.state === 'running') return this.#refreshSoon(0);
    if (this.server.state === 'off') this.#overview = undefined;
    this.#failure =
      this.server.state === 'failed' ? 'The check has stopped and could not be started again.' : undefined;
    this.#onDidChange.fire();
  }

  #refreshSoon(wait = this.#shown.size > 0 ? waits.shown : waits.hidden): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#ask(overviewMethod);
    }, wait);
  }

  /** Answers come in the order in which the server made them, so the last one to arrive is the newest. */
  async #ask(method: string): Promise<Overview | undefined> {
    try {
      const answer = await this.server.request<unknown>(method);
      if (!isOverview(answer)) throw new Error('the server sent an overview of an unknown shape');
      this.#show(answer, undefined);
      return answer;
    } catch (error) {
      this.log.warn(`No overview: ${String(error)}`);
      if (this.server.state === 'running') this.#show(this.#overview, 'The check could not be finished.');
      return undefined;
    }
  }

  #show(overview: Overview | undefined, failure: string | undefined): void {
    this.#overview = overview;
    this.#failure = failure;
    this.#onDidChange.fire();
  }
}
