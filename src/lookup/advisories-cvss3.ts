/** CVSS 3.1, base metrics: https://www.first.org/cvss/v3-1/specification-document (sections 7.1 and 7.4) */

const weights: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  UI: { N: 0.85, R: 0.62 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
};
const privileges: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  U: { N: 0.85, L: 0.62, H: 0.27 },
  C: { N: 0.85, L: 0.68, H: 0.5 },
};

/** The base score; `undefined` where a metric is missing or has no such value. */
export function cvss3BaseScore(metrics: Readonly<Record<string, string>>): number | undefined {
  const scope = metrics.S ?? '';
  const [vector, complexity, interaction, ...harms] = Object.entries(weights).map(([metric, values]) =>
    weightIn(values, metrics[metric]),
  );
  const privilege = weightIn(privileges[scope] ?? {}, metrics.PR);
  const exploitability = 8.22 * vector! * complexity! * privilege * interaction!;
  const impact = impactOf(
    harms.reduce((left, harm) => left * (1 - harm), 1),
    scope,
  );
  const total = (scope === 'C' ? 1.08 : 1) * (impact + exploitability);
  if (Number.isNaN(total)) return undefined;
  return impact <= 0 ? 0 : roundedUp(Math.min(total, 10));
}

/** NaN, which no calculation gets rid of, for a value that the metric does not have. */
function weightIn(values: Readonly<Record<string, number>>, value = ''): number {
  return Object.hasOwn(values, value) ? values[value]! : NaN;
}

function impactOf(unharmed: number, scope: string): number {
  const harm = 1 - unharmed;
  return scope === 'C' ? 7.52 * (harm - 0.029) - 3.25 * (harm - 0.02) ** 15 : 6.42 * harm;
}

/** Up to one decimal, free of what floating point adds (appendix A). */
function roundedUp(score: number): number {
  const fine = Math.round(score * 100_000);
  return fine % 10_000 === 0 ? fine / 100_000 : (Math.floor(fine / 10_000) + 1) / 10;
}
