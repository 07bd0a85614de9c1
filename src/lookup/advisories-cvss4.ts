/** CVSS 4.0, base metrics: https://www.first.org/cvss/v4-0/specification-document (section 8) */

/** The values of each metric from worst to mildest: one step between two of them is one step of severity. */
const values: Readonly<Record<string, string>> = {
  ...{ AV: 'NALP', PR: 'NLH', UI: 'NPA', AC: 'LH', AT: 'NP' },
  ...{ VC: 'HLN', VI: 'HLN', VA: 'HLN', SC: 'HLN', SI: 'HLN', SA: 'HLN' },
};

/** How bad some metrics are together. Levels with the same number of steps differ in the worst vectors that they hold. */
interface Level {
  readonly steps: number;
  readonly worst: readonly string[];
}

const entry: readonly Level[] = [
  { steps: 1, worst: ['AV:N/PR:N/UI:N'] },
  { steps: 4, worst: ['AV:A/PR:N/UI:N', 'AV:N/PR:L/UI:N', 'AV:N/PR:N/UI:P'] },
  { steps: 5, worst: ['AV:P/PR:N/UI:N', 'AV:A/PR:L/UI:P'] },
];
const effort: readonly Level[] = [
  { steps: 1, worst: ['AC:L/AT:N'] },
  { steps: 2, worst: ['AC:H/AT:N', 'AC:L/AT:P'] },
];
const harm: readonly Level[] = [
  { steps: 7, worst: ['VC:H/VI:H/VA:H'] },
  { steps: 8, worst: ['VC:L/VI:H/VA:H', 'VC:H/VI:L/VA:H'] },
  { steps: 10, worst: ['VC:L/VI:L/VA:L'] },
];
const spread: readonly Level[] = [
  { steps: 5, worst: ['SC:H/SI:H/SA:H'] },
  { steps: 4, worst: ['SC:L/SI:L/SA:L'] },
];

/**
 * The scores of the sets of vectors that base metrics can lead to or be measured against: a line for each level of entry
 * and effort, in it the five levels of harm (with and without a high requirement that it meets), each with both of spread.
 */
const scores: readonly (readonly number[])[] = [
  [10, 9.3, 9.6, 9, 9.3, 8.8, 9.2, 8, 7.9, 6.9],
  [9.5, 9.2, 9.1, 8.1, 9.2, 8.4, 8.2, 7, 7.1, 6.3],
  [9.4, 8.7, 8.9, 7.5, 8.6, 7.2, 7.6, 5.7, 6.5, 5.3],
  [9, 7.7, 7.7, 6.6, 7.4, 6.1, 5.9, 5.2, 5.8, 2.3],
  [8.6, 7, 7.4, 5.4, 7.2, 5.3, 5.7, 3.6, 4.7, 2.4],
  [7.3, 5.4, 5.5, 4.3, 6.1, 4.6, 5.1, 1.8, 2.4, 1],
];
/** The columns of harm: met requirements first. */
const harmColumns = [0, 4, 8] as const;

/** The base score; `undefined` where a metric is missing or has no such value. Threat and environment do not count. */
export function cvss4BaseScore(metrics: Readonly<Record<string, string>>): number | undefined {
  if (Object.entries(values).some(([metric, known]) => !isOneOf(known, metrics[metric]))) return undefined;
  const { AV = '', PR = '', UI = '', AC, AT, VC = '', VI = '', VA = '', SC = '', SI = '', SA = '' } = metrics;
  if ([VC, VI, VA, SC, SI, SA].every((value) => value === 'N')) return 0;

  const open = [AV, PR, UI].filter((value) => value === 'N').length;
  const e = open === 3 ? 0 : open > 0 && AV !== 'P' ? 1 : 2;
  const f = AC === 'L' && AT === 'N' ? 0 : 1;
  const h = VC === 'H' && VI === 'H' ? 0 : [VC, VI, VA].includes('H') ? 1 : 2;
  const s = [SC, SI, SA].includes('H') ? 0 : 1;

  const score = scoreAt(e, f, harmColumns[h], s)!;
  const milder = [
    { level: entry[e]!, next: scoreAt(e + 1, f, harmColumns[h], s) },
    { level: effort[f]!, next: f === 0 ? scoreAt(e, 1, harmColumns[h], s) : undefined },
    { level: harm[h]!, next: nextHarm(e, f, h, s) },
    { level: spread[s]!, next: s === 0 ? scoreAt(e, f, harmColumns[h], 1) : undefined },
  ];
  const drops = milder.flatMap(({ level, next }) =>
    next === undefined ? [] : [((score - next) * distance(metrics, level)) / level.steps],
  );
  // How easily it is attacked is not among the base metrics: it counts as one more direction, in which nothing is lost.
  const drop = drops.reduce((sum, one) => sum + one, 0) / (drops.length + 1);
  return Math.round(Math.min(Math.max(score - drop, 0), 10) * 10) / 10;
}

function scoreAt(e: number, f: number, column: number, s: number): number | undefined {
  return scores[e * 2 + f]?.[column + s];
}

/** The worst of the sets that come after this one by harm. */
function nextHarm(e: number, f: number, h: number, s: number): number | undefined {
  if (h === 2) return undefined;
  const unmet = scoreAt(e, f, harmColumns[h]! + 2, s)!;
  return h === 0 ? Math.max(unmet, scoreAt(e, f, harmColumns[1], s)!) : unmet;
}

/** How many steps the metrics of a level lie below the first of its worst vectors that is nowhere milder than they are. */
function distance(metrics: Readonly<Record<string, string>>, { worst }: Level): number {
  for (const vector of worst) {
    const steps = vector.split('/').map((part) => {
      const [metric, value] = part.split(':') as [string, string];
      return values[metric]!.indexOf(metrics[metric]!) - values[metric]!.indexOf(value);
    });
    if (steps.every((count) => count >= 0)) return steps.reduce((sum, count) => sum + count, 0);
  }
  return 0;
}

function isOneOf(known: string, value: string | undefined): boolean {
  return value?.length === 1 && known.includes(value);
}
