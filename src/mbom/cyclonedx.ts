import { createHash } from 'node:crypto';
import type { RelationKind } from '../domain/component';
import type { Mbom, MbomComponent } from './build';
import { cyclonedxComponent, cyclonedxService, property } from './cyclonedx-component';
import { linksOf } from './links';

/** The customary name of the file, by which CycloneDX tools know it. */
export const mbomFileName = 'mbom.cdx.json';

export type CycloneDxVersion = '1.6' | '1.7';

/**
 * The MBOM as CycloneDX JSON (https://cyclonedx.org/docs/1.6/json/): the same bytes for the same MBOM.
 * What it says reads the same in 1.6 and 1.7.
 */
export function cyclonedx(mbom: Mbom, { specVersion }: { readonly specVersion: CycloneDxVersion }): string {
  const head = {
    $schema: `http://cyclonedx.org/schema/bom-${specVersion}.schema.json`,
    bomFormat: 'CycloneDX',
    specVersion,
  };
  const links = linksOf(mbom);
  const outermost = mbom.components.filter(({ ref }) => !links.holders.has(ref));
  const body = {
    version: 1,
    metadata: {
      timestamp: mbom.timestamp,
      lifecycles: [{ phase: 'pre-build' }],
      tools: { components: [{ type: 'application', name: mbom.tool.name, version: mbom.tool.version }] },
      component: cyclonedxComponent(mbom.root, links),
      properties: mbom.advisoriesAsOf ? [property('advisories-as-of', mbom.advisoriesAsOf)] : undefined,
    },
    components: outermost.filter(isNotService).map((component) => cyclonedxComponent(component, links)),
    services: outermost.filter((one) => !isNotService(one)).map((service) => cyclonedxService(service, links)),
    dependencies: dependencies(mbom),
    compositions: compositions(mbom),
  };
  const serialNumber = nameBasedUrn(JSON.stringify({ ...head, ...body }));
  return JSON.stringify({ ...head, serialNumber, ...body }, undefined, 2) + '\n';
}

function isNotService({ kind }: MbomComponent): boolean {
  return kind !== 'service';
}

/** What a component needs in order to run, or came from. A measurement or a signature is neither. */
const needs: ReadonlySet<RelationKind> = new Set(['uses', 'depends-on', 'contains', 'derived-from', 'trained-on']);

/** A component that is not listed has unknown dependencies; listed without any it would be said to have none. */
function dependencies({ relations }: Mbom): object[] {
  const byRef = new Map<string, Set<string>>();
  for (const { from, to, kind } of relations) {
    if (needs.has(kind)) byRef.set(from, (byRef.get(from) ?? new Set()).add(to));
  }
  return [...byRef].map(([ref, on]) => ({ ref, dependsOn: [...on].sort() }));
}

/** Files that were only looked at cannot show that nothing is missing: parts and dependencies may be complete or not. */
function compositions({ root, components }: Mbom): object[] {
  const refs = [root, ...components].map(({ ref }) => ref).sort();
  return [{ aggregate: 'unknown', assemblies: refs, dependencies: refs }];
}

const namespace = Buffer.from('8f1d6c0e5b7a4c3e9d2f40a7b61e58c9', 'hex');

/** A UUID of version 5, made from the content: https://www.rfc-editor.org/rfc/rfc4122#section-4.3 */
function nameBasedUrn(content: string): string {
  const bytes = createHash('sha1').update(namespace).update(content).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return `urn:uuid:${bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
}
