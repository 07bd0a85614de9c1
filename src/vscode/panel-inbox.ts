import type { Overview, PanelMessage, ViewFinding, ViewPlace } from '../panel/messages';
import { isPanelMessage } from '../panel/shape';
import { findingsOf } from '../panel/summary';

/**
 * Reads what the panel says. Places, findings and rules are looked up in the overview that the panel was given and taken from there:
 * whatever else a page may ask for is ignored.
 */
export function readPanelMessage(message: unknown, given: Overview | undefined): PanelMessage | undefined {
  if (!isPanelMessage(message)) return undefined;
  switch (message.type) {
    case 'open': {
      const place = given && placesOf(given).find((known) => samePlace(known, message.place));
      return place && { type: 'open', place };
    }
    case 'fix': {
      const finding = given && findingsOf(given).find((known) => sameFinding(known, message.finding));
      return finding && { type: 'fix', finding };
    }
    case 'explain':
      return given && findingsOf(given).some(({ rule }) => rule === message.rule) ? message : undefined;
    case 'ready':
    case 'check':
    case 'export':
    case 'open-folder':
    case 'manage-trust':
      return message;
  }
}

function placesOf(overview: Overview): readonly ViewPlace[] {
  return [
    ...overview.components.flatMap(({ places, relations }) => [...places, ...relations.map(({ place }) => place)]),
    ...findingsOf(overview).map(({ place }) => place),
    ...overview.problems.map(({ place }) => place),
  ];
}

/** The label carries the line; characters may have moved since the panel was drawn. */
function samePlace(a: ViewPlace, b: ViewPlace): boolean {
  return a.uri === b.uri && a.label === b.label;
}

function sameFinding(a: ViewFinding, b: ViewFinding): boolean {
  return a.rule === b.rule && a.message === b.message && a.fix === b.fix && samePlace(a.place, b.place);
}
