import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import type { CycloneDxVersion } from '../../src/mbom/cyclonedx';

/** The official schemas, checked by ajv with the formats and the schemas that they refer to. */
const validators = {
  '1.6': new Validation.JsonStrictValidator(Spec.Version.v1dot6),
  '1.7': new Validation.JsonStrictValidator(Spec.Version.v1dot7),
};

/** What the official schema has against a document; null where it is valid. */
export async function schemaErrors(document: string, specVersion: CycloneDxVersion): Promise<unknown> {
  return (await validators[specVersion].validate(document)) as unknown;
}

/** What no schema can say: every `bom-ref` stands once, and every reference leads to one. */
export function referenceErrors(document: string): string[] {
  const bomRefs: string[] = [];
  const references: string[] = [];
  collect(JSON.parse(document), bomRefs, references);
  return [
    ...bomRefs.filter((ref, at) => bomRefs.indexOf(ref) !== at).map((ref) => `twice: ${ref}`),
    ...references.filter((ref) => !bomRefs.includes(ref)).map((ref) => `nowhere: ${ref}`),
  ];
}

function collect(value: unknown, bomRefs: string[], references: string[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value as Record<string, unknown>)) {
    if (key === 'bom-ref') bomRefs.push(inner as string);
    else if (['ref', 'dependsOn', 'assemblies'].includes(key)) references.push(...[inner as string].flat());
    else if (key === 'dependencies' && typeof [inner].flat()[0] === 'string') references.push(...(inner as string[]));
    else collect(inner, bomRefs, references);
  }
}
