import { rules } from '.';

/** The path of a rule's page, relative to where the program is installed; `undefined` where there is no such rule. */
export function pagePath(id: string): string | undefined {
  return rules.some((rule) => rule.id === id) ? `docs/rules/${id}.md` : undefined;
}

/** A page as people read it: without the marks that say which part of it is generated. */
export function withoutMarks(page: string): string {
  return page.replace(/^<!-- generated.*-->\n/gm, '');
}
