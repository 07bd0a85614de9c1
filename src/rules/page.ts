import { rules } from '.';

/** The path of a rule's page, relative to where the program is installed; `undefined` where there is no such rule. */
export function pagePath(id: string): string | undefined {
  return rules.some((rule) => rule.id === id) ? `docs/rules/${id}.md` : undefined;
}
