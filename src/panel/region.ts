import { type Content, element } from './element';

/**
 * A part of the panel. It is drawn anew only when what it shows has changed, keeps the focus where it was,
 * and is one stop of the Tab key: arrows, Home and End move between its controls.
 */
export class Region {
  readonly element: HTMLElement;
  #drawn: Node = element('div');

  constructor(root: HTMLElement) {
    this.element = root;
    root.addEventListener('keydown', (event) => this.#onKey(event));
    root.addEventListener('focusin', (event) => this.#enter(event.target));
  }

  /** Shows new contents, unless they look like those that stand there. */
  draw(contents: readonly Content[]): void {
    const made = element('div', {}, ...contents);
    if (made.isEqualNode(this.#drawn)) return;
    this.#drawn = made.cloneNode(true);
    const focused = document.activeElement;
    const held = focused instanceof HTMLElement && this.element.contains(focused) ? focused.dataset.key : undefined;
    const current = this.#stops().find((stop) => stop.tabIndex === 0)?.dataset.key;

    this.element.replaceChildren(...made.childNodes);
    this.element.hidden = this.element.childNodes.length === 0;
    const stops = this.#stops();
    const keyed = (key: string | undefined): HTMLElement | undefined => stops.find((stop) => stop.dataset.key === key);
    this.#makeCurrent(keyed(held) ?? keyed(current) ?? stops[0]);
    if (held !== undefined) (keyed(held) ?? stops[0])?.focus({ preventScroll: true });
  }

  #stops(): readonly HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>('[data-stop]')];
  }

  #makeCurrent(current: HTMLElement | undefined): void {
    for (const stop of this.#stops()) stop.tabIndex = stop === current ? 0 : -1;
  }

  #enter(target: EventTarget | null): void {
    const stop = this.#stops().find((candidate) => candidate === target);
    if (stop !== undefined) this.#makeCurrent(stop);
  }

  #onKey(event: KeyboardEvent): void {
    const stops = this.#stops();
    const at = stops.findIndex((stop) => stop === document.activeElement);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = stops[destination(event.key, at, stops)];
    if (target === undefined) return;
    event.preventDefault();
    if (target === stops[at]) target.click();
    else target.focus();
  }
}

/** Where a key leads; the same place means: open or close it. */
function destination(key: string, at: number, stops: readonly HTMLElement[]): number {
  const expanded = stops[at]!.getAttribute('aria-expanded');
  if (key === 'ArrowRight') return expanded === 'false' ? at : at + 1;
  if (key === 'ArrowLeft') {
    if (expanded === 'true') return at;
    const level = Number(stops[at]!.dataset.level ?? 0);
    return level === 0
      ? at - 1
      : stops.findLastIndex((stop, index) => index < at && Number(stop.dataset.level ?? 0) < level);
  }
  if (key === 'ArrowDown') return at + 1;
  if (key === 'ArrowUp') return at - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return stops.length - 1;
  return -1;
}
