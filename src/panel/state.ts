import type { ViewSeverity } from './messages';
import { severities } from './summary';

/** What the reader of the panel has set up; it outlives the panel being hidden. */
export interface PanelState {
  /** Rows and sections that were opened or closed by hand, by key. */
  readonly open: Readonly<Record<string, boolean>>;
  /** Severities to show; all of them where empty. */
  readonly filter: readonly ViewSeverity[];
  /** How far the panel is scrolled, in pixels. */
  readonly scroll: number;
}

const mostRemembered = 1000;

/** Reads a remembered state; whatever does not look like one is dropped. */
export function readState(value: unknown): PanelState {
  const { open, filter, scroll } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return {
    open: Object.fromEntries(
      Object.entries(open ?? {})
        .filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean')
        .slice(-mostRemembered),
    ),
    filter: Array.isArray(filter) ? severities.filter((severity) => filter.includes(severity)) : [],
    scroll: typeof scroll === 'number' && scroll >= 0 ? scroll : 0,
  };
}

/** The state after a row or section was opened or closed. */
export function withOpen(state: PanelState, key: string, open: boolean): PanelState {
  const others = Object.entries(state.open).filter(([other]) => other !== key);
  return { ...state, open: Object.fromEntries([...others.slice(1 - mostRemembered), [key, open]]) };
}

/** The state after a severity was switched on or off in the filter. Showing all is the same as filtering nothing. */
export function withFilter(state: PanelState, severity: ViewSeverity): PanelState {
  const filter = severities.filter((other) => state.filter.includes(other) !== (other === severity));
  return { ...state, filter: filter.length === severities.length ? [] : filter };
}

/** Whether findings of a severity are shown. */
export function shows(state: PanelState, severity: ViewSeverity): boolean {
  return state.filter.length === 0 || state.filter.includes(severity);
}
