import type { Advisory } from '../../domain/knowledge';

type Rating = NonNullable<Advisory['severity']>;

const ratings: readonly Rating[] = ['none', 'low', 'medium', 'high', 'critical'];

/** The worst rating that any of them has; `undefined` where nobody has rated them. */
export function worstRating(advisories: readonly Advisory[]): Rating | undefined {
  return ratings.findLast((rating) => advisories.some(({ severity }) => severity === rating));
}

/** `a known security problem`, `3 known security problems`. */
export function problemsIn(advisories: readonly Advisory[]): string {
  return advisories.length === 1 ? 'a known security problem' : `${advisories.length} known security problems`;
}

/** Words that follow behind a comma or are empty: `, rated up to critical, 1 used in attacks`. */
export function ratingIn(advisories: readonly Advisory[]): string {
  const isOne = advisories.length === 1;
  const rating = worstRating(advisories);
  const exploited = advisories.filter(({ isExploited }) => isExploited).length;
  const rated = rating === undefined ? '' : `, rated ${isOne ? '' : 'up to '}${rating}`;
  return exploited === 0 ? rated : `${rated}, ${isOne ? '' : `${exploited} `}used in attacks`;
}

/** The id of the worst, and how many more there are. */
export function idsIn([worst, ...others]: readonly Advisory[]): string {
  return `${worst?.id ?? ''}${others.length > 0 ? ` and ${others.length} more` : ''}`;
}
