import parse from 'spdx-expression-parse';
import facts from './data/license-ids.json';

/** What licenses are called on the Hugging Face Hub. Source: the lists of https://huggingface.co/docs/hub/repositories-licenses, see NOTICE. */

const hubIds: ReadonlyMap<string, string | null> = new Map(Object.entries(facts.hub));
const names: ReadonlyMap<string, string> = new Map(Object.entries(facts.names));
const longestExpression = 500;

/** Whether the Hub knows a license by this id. */
export function isHubLicense(id: string): boolean {
  return hubIds.has(id.toLowerCase());
}

/** The SPDX id or expression that a declared license means: a Hub id that stands for one license, or SPDX as it is written. */
export function spdxOf(written: string): string | undefined {
  const known = hubIds.get(written.toLowerCase());
  if (known !== undefined) return known ?? undefined;
  if (written.length > longestExpression) return undefined;
  try {
    parse(written);
    return written;
  } catch {
    return undefined;
  }
}

/** What the Hub calls a license, if it knows it. */
export function hubLicenseId(spdx: string): string | undefined {
  for (const [id, meaning] of hubIds) if (meaning === spdx) return id;
  return undefined;
}

/** The SPDX id of a license that cards name beside `license: other`. */
export function spdxOfName(name: string): string | undefined {
  return names.get(name.toLowerCase()) ?? spdxOf(name);
}
