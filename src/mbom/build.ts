import { comparePlaces, compareRelations, compareText } from '../domain/component';
import type { Component, ComponentKind, Graph, Place, Relation } from '../domain/component';
import { type LicenseStatement, licenseStatement } from './license';

/** What a Model Bill of Materials is made from. */
export interface MbomInput {
  readonly graph: Graph;
  /** The name of the project: its application component has it, or there is none and the name is all that is known. */
  readonly rootName: string;
  readonly tool: Tool;
  /** RFC 3339; left out, the same input gives the same bytes at any time. */
  readonly timestamp?: string | undefined;
  /** The date (ISO 8601) of the advisories that the project was judged by. */
  readonly advisoriesAsOf?: string | undefined;
}

export interface Tool {
  readonly name: string;
  readonly version: string;
}

/** What a Model Bill of Materials says, in no format's words yet. Lists are sorted, so that order of input does not matter. */
export interface Mbom {
  readonly root: MbomComponent;
  /** All but the root. */
  readonly components: readonly MbomComponent[];
  /** Each end is the `ref` of the root or of a component. */
  readonly relations: readonly Relation[];
  readonly tool: Tool;
  readonly timestamp: string | undefined;
  readonly advisoriesAsOf: string | undefined;
}

/** A component; what is `undefined` is not known. */
export interface MbomComponent {
  /** Unique in the MBOM: the package URL where there is one. */
  readonly ref: string;
  readonly purl: string | undefined;
  readonly kind: ComponentKind;
  readonly name: string;
  readonly version: string | undefined;
  /** What the project asks for where the version is open. */
  readonly requested: string | undefined;
  readonly license: LicenseStatement | undefined;
  /** Hexadecimal digests of the content. */
  readonly hashes: Readonly<Partial<Record<HashAlgorithm, string>>>;
  /** What else was read from the component, by name. */
  readonly facts: Readonly<Record<string, string>>;
  /** Where the project says so; empty only for a root that nothing in the project names. */
  readonly evidence: readonly Place[];
}

export type HashAlgorithm = 'SHA-256' | 'SHA-384' | 'SHA-512' | 'BLAKE3';

/** Makes the MBOM of a project. Relations to what is not in the graph are left out. */
export function buildMbom({ graph, rootName, tool, timestamp, advisoriesAsOf }: MbomInput): Mbom {
  const all = graph.components.map(describe).sort((a, b) => compareText(a.ref, b.ref));
  const root = all.find(({ kind, name }) => kind === 'application' && name === rootName) ?? unnamedRoot(rootName);
  const refs = new Set([root, ...all].map(({ ref }) => ref));
  const relations = graph.relations
    .filter(({ from, to }) => from !== to && refs.has(from) && refs.has(to))
    .sort(compareRelations);
  return { root, components: all.filter((one) => one !== root), relations, tool, timestamp, advisoriesAsOf };
}

/** The facts that are digests, and the number of hexadecimal digits of each. */
const digests: Readonly<Record<string, { readonly algorithm: HashAlgorithm; readonly digits: number }>> = {
  sha256: { algorithm: 'SHA-256', digits: 64 },
  sha384: { algorithm: 'SHA-384', digits: 96 },
  sha512: { algorithm: 'SHA-512', digits: 128 },
  blake3: { algorithm: 'BLAKE3', digits: 64 },
};

function describe({ id, kind, name, version, requested, license, facts, places }: Component): MbomComponent {
  const hashes: Partial<Record<HashAlgorithm, string>> = {};
  const others: [string, string][] = [];
  for (const [fact, value] of Object.entries(facts)) {
    const digest = Object.hasOwn(digests, fact) ? digests[fact] : undefined;
    if (digest?.digits === value.length && /^[0-9a-f]+$/i.test(value)) hashes[digest.algorithm] = value.toLowerCase();
    else others.push([fact, value]);
  }
  return {
    ref: id,
    purl: id.startsWith('pkg:') ? id : undefined,
    kind,
    name,
    version,
    requested,
    license: license === undefined ? undefined : licenseStatement(license),
    hashes,
    facts: Object.fromEntries(others),
    evidence: [...places].sort(comparePlaces).filter((place, at, sorted) => !isSame(place, sorted[at - 1])),
  };
}

/** A root that no file of the project describes: a name, and no package URL made up for it. */
function unnamedRoot(name: string): MbomComponent {
  return {
    ref: `application:${name}`,
    purl: undefined,
    kind: 'application',
    name,
    version: undefined,
    requested: undefined,
    license: undefined,
    hashes: {},
    facts: {},
    evidence: [],
  };
}

function isSame(place: Place, other: Place | undefined): boolean {
  return other !== undefined && comparePlaces(place, other) === 0;
}
