import type { Overview, PanelMessage } from './messages';
import type { PanelState } from './state';

/** What each part of the panel is drawn from. */
export interface View {
  readonly overview: Overview;
  readonly trusted: boolean;
  /** Why the last check could not be carried out. */
  readonly failure?: string;
  readonly state: PanelState;
  readonly now: Date;
  /** Says something to the host. */
  readonly send: (message: PanelMessage) => void;
  /** Remembers a new state, made from the one that holds then, and draws the panel anew. */
  readonly change: (next: (state: PanelState) => PanelState) => void;
}
