import type { PackageMention } from './mention';

/** The one version that a mention pins with `==` or `===`; a prefix such as `2.*` and a template pin nothing. */
export function exactVersion({ clauses }: Pick<PackageMention, 'clauses'>): string | undefined {
  return clauses.find(({ operator, version }) => /^={2,3}$/.test(operator) && /^[^\s*${}<>%]+$/.test(version.text))
    ?.version.text;
}
