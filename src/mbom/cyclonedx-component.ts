import type { ComponentKind, Place, RelationKind } from '../domain/component';
import type { MbomComponent } from './build';
import type { LicenseStatement } from './license';
import type { Links } from './links';

/** A component in the words of CycloneDX: https://cyclonedx.org/docs/1.6/json/#components. What is `undefined` is not written. */
export function cyclonedxComponent(component: MbomComponent, links: Links): object {
  const parts = links.targets(component.ref, 'contains').filter((part) => links.holders.get(part) === component.ref);
  const ancestors = links.targets(component.ref, 'derived-from').map(links.componentOf).filter(hasType);
  return {
    type: types[component.kind],
    'bom-ref': component.ref,
    name: component.name,
    version: version(component),
    hashes: some(
      Object.entries(component.hashes)
        .sort()
        .map(([alg, content]) => ({ alg, content })),
    ),
    licenses: component.license && [license(component.license)],
    purl: component.purl,
    pedigree: ancestors.length > 0 ? { ancestors: ancestors.map(mentioned) } : undefined,
    components: some(parts.map((part) => cyclonedxComponent(links.componentOf(part), links))),
    evidence: component.evidence.length > 0 ? evidence(component) : undefined,
    modelCard: component.kind === 'model' ? modelCard(component, links) : undefined,
    data: component.kind === 'dataset' ? [{ type: 'dataset', name: component.name }] : undefined,
    properties: some(properties(component, links)),
  };
}

/** A service, which has no room for a package URL or evidence: https://cyclonedx.org/docs/1.6/json/#services. */
export function cyclonedxService(service: MbomComponent, links: Links): object {
  const locations = service.evidence.map(({ file, range }) => `${file}:${range.start.line + 1}`);
  return {
    'bom-ref': service.ref,
    name: service.name,
    version: version(service),
    licenses: service.license && [license(service.license)],
    properties: [...properties(service, links), ...locations.map((location) => property('location', location))],
  };
}

/** A service is no component in CycloneDX. */
const types: Readonly<Partial<Record<ComponentKind, string>>> = {
  package: 'library',
  model: 'machine-learning-model',
  dataset: 'data',
  weights: 'file',
  application: 'application',
};

function hasType({ kind }: MbomComponent): boolean {
  return types[kind] !== undefined;
}

/** The longest version that the schema allows; what is longer is none. */
const longestVersion = 1024;

function version({ version }: MbomComponent): string | undefined {
  return version !== undefined && version.length <= longestVersion ? version : undefined;
}

function license({ as, text }: LicenseStatement): object {
  return as === 'expression' ? { expression: text } : { license: { [as]: text } };
}

/** Another component, named without its `bom-ref`, which may stand only once in the document. */
function mentioned(component: MbomComponent): object {
  return {
    type: types[component.kind],
    name: component.name,
    version: version(component),
    purl: component.purl,
  };
}

/** Confidence is 1 because names are taken as they are written; nothing is inferred from likeness. */
function evidence(component: MbomComponent): object {
  const techniques = [...new Set(component.evidence.map((place) => technique(component, place)))].sort();
  return {
    identity: [
      {
        field: component.purl === undefined ? 'name' : 'purl',
        methods: techniques.map((technique) => ({ technique, confidence: 1 })),
      },
    ],
    occurrences: component.evidence.map(occurrence),
  };
}

function technique({ kind }: MbomComponent, place: Place): string {
  if (kind === 'weights' && isWholeFile(place)) return 'binary-analysis';
  return sourceCode.test(place.file) ? 'source-code-analysis' : 'manifest-analysis';
}

const sourceCode = /\.(?:pyi?|ipynb|[cm]?[jt]sx?)$/i;

/** Lines count from 1; the offset is the character within the line, from 0. */
function occurrence(place: Place): object {
  const { line, character } = place.range.start;
  return isWholeFile(place) ? { location: place.file } : { location: place.file, line: line + 1, offset: character };
}

function isWholeFile({ range: { start, end } }: Place): boolean {
  return start.line === 0 && start.character === 0 && end.line === 0 && end.character === 0;
}

/** The facts of a model that have a home in the model card, with their names there. */
const parameters: Readonly<Record<string, string>> = {
  task: 'task',
  architectureFamily: 'architectureFamily',
  architecture: 'modelArchitecture',
};

function modelCard({ ref, facts }: MbomComponent, links: Links): object | undefined {
  const datasets = [...links.targets(ref, 'trained-on'), ...links.targets(ref, 'evaluated-on')].filter(
    (end) => links.componentOf(end).kind === 'dataset',
  );
  const known: Record<string, unknown> & { datasets?: unknown } = {};
  for (const [fact, name] of Object.entries(parameters)) if (facts[fact]) known[name] = facts[fact];
  if (datasets.length > 0) known.datasets = [...new Set(datasets)].sort().map((dataset) => ({ ref: dataset }));
  return Object.keys(known).length > 0 ? { modelParameters: known } : undefined;
}

/** Relations for which CycloneDX has no word of its own, or one that covers several. */
const namedRelations: readonly RelationKind[] = ['contains', 'derived-from', 'trained-on', 'evaluated-on', 'signed-by'];

/** What the format has no field for, what is not known included. */
function properties(component: MbomComponent, links: Links): Property[] {
  const { kind, ref, requested, facts } = component;
  const inCard = kind === 'model' ? parameters : {};
  return [
    ...(isOpen(component) ? [property('version', 'open')] : []),
    ...(requested === undefined ? [] : [property('requested', requested)]),
    ...Object.keys(facts)
      .filter((fact) => !Object.hasOwn(inCard, fact))
      .sort()
      .map((fact) => property(fact, facts[fact]!)),
    ...namedRelations.flatMap((relation) => links.targets(ref, relation).map((end) => property(relation, end))),
  ];
}

/** Whether something is fetched in a version that the project does not settle; a local thing is as it is. */
function isOpen(component: MbomComponent): boolean {
  const isFetched =
    ['package', 'model', 'dataset'].includes(component.kind) && !component.ref.startsWith('pkg:generic/');
  return isFetched && version(component) === undefined;
}

interface Property {
  readonly name: string;
  readonly value: string;
}

/** A fact that CycloneDX has no field for, under the name of the tool. */
export function property(name: string, value: string): Property {
  return { name: `weighbridge:${name}`, value };
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}
