import type { Span } from '../text/place';

/** What a template does that a chat template should not. Offsets count in the template. */
export interface TemplateFinding extends Span {
  /** Stable: `python-inside`, `invisible`, … */
  readonly code: string;
  readonly verdict: 'suspicious' | 'dangerous' | 'unknown';
  /** A plain sentence: what it does. At most 120 characters long, as messages show no more of a value. */
  readonly says: string;
  /** Why it matters and what to do. */
  readonly advice: string;
  /** What was found, in words of Python where it was spelled out of pieces. */
  readonly found: string;
}

/** The template costs more steps than are taken for one. */
export class TooCostly extends Error {}

const mostSteps = 60_000;
const mostFindings = 20;
const longestPath = 160;
const longestShown = 70;

/** Gathers what is found, each place once, and counts the steps of the search. */
export class Findings {
  readonly #found = new Map<string, TemplateFinding>();
  #steps = 0;

  /** @throws TooCostly */
  step(cost = 1): void {
    this.#steps += cost;
    if (this.#steps > mostSteps) throw new TooCostly();
  }

  add(finding: TemplateFinding): void {
    const key = `${finding.code} ${finding.start}`;
    const known = this.#found.get(key);
    if (known ? finding.found.length > known.found.length : this.#found.size < mostFindings)
      this.#found.set(key, finding);
  }

  /** A way from a value of the template into Python; a longer way from the same place takes its stead. */
  reach({ start, end }: Span, path: string): void {
    const found = path.slice(0, longestPath);
    this.add({
      code: 'python-inside',
      verdict: 'dangerous',
      says: `The chat template reaches into Python by ${middleCut(found)}.`,
      advice: 'Where it is filled in without a sandbox, this can run commands. Do not use it.',
      found,
      start,
      end,
    });
  }

  /** In the order of their places; of ways into Python that lie one within the other, only the outer one. */
  get all(): readonly TemplateFinding[] {
    const sorted = [...this.#found.values()].sort((a, b) => a.start - b.start || b.end - a.end);
    let end = -1;
    return sorted.filter((one) => {
      const isWithin = one.code === 'python-inside' && one.end <= end;
      if (one.code === 'python-inside') end = Math.max(end, one.end);
      return !isWithin;
    });
  }
}

/** Of a long path, where it begins and what it ends in. */
function middleCut(path: string): string {
  if (path.length <= longestShown) return path;
  return `${path.slice(0, longestShown / 2 - 1)}…${path.slice(-longestShown / 2)}`;
}
