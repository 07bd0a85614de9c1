import { posix } from 'node:path';
import { comparableName } from '../packaging/name';
import { comparePlaces, compareRelations, compareText } from '../domain/component';
import type { Component, Graph, Place, Relation, RelationKind } from '../domain/component';
import type { Document } from '../domain/document';
import { exactVersion } from '../domain/exact-version';
import type { Ecosystem, InstalledFilesMention, Mention, PackageMention, ServiceMention } from '../domain/mention';
import {
  datasetPurl,
  fetchedPurl,
  localPurl,
  modelPurl,
  packagePurl,
  referencePurl,
  servicePurl,
  withoutCredentials,
} from '../packaging/purl';
import { topOfFile } from '../text/place';
import type { Span } from '../text/place';
import { headerFacts } from './header-facts';

/** What one document adds to the graph. */
export interface Contribution {
  readonly components: readonly Component[];
  readonly relations: readonly Relation[];
  /** The packages of which other files have the version, by `settledKey`: with their word this part changes, too. */
  readonly settledElsewhere: ReadonlySet<string>;
}

/** Kinds of files that speak of the model in whose folder they stand, though they do not describe it. */
const besideModels: ReadonlySet<string> = new Set(['hub-config', 'eval-results']);

type Named = Omit<Component, 'facts' | 'places'>;

/** What a contribution needs to know of the workspace around its document. */
export interface Surroundings {
  /** The path relative to its root, with `/`. */
  relative(path: string): string;
  /** The purl of the application that a path belongs to. */
  applicationOf(path: string): string;
  /** The purl of the local model or dataset that a card describes in this folder or the nearest above it. */
  describedAt(folder: string): string | undefined;
  /** The weight file or described folder that a name used in a file stands for, if it is one of the workspace. */
  localComponent(path: string, name: string): string | undefined;
  isLocal(path: string, name: string): boolean;
  /** The package whose metadata stands in this folder. */
  installedIn(folder: string): PackageMention | undefined;
  /** The exact version that a file which leaves it open gets all the same, from its lock, a constraint or an environment. */
  resolvedVersion(path: string, ecosystem: string, name: string): string | undefined;
}

/** The components and relations that a document speaks of. Pure: the same document and surroundings give the same part. */
export function contributionOf(document: Document, around: Surroundings): Contribution {
  const { path, subject } = document;
  const file = around.relative(path);
  const components: Component[] = [];
  const relations: Relation[] = [];
  const settledElsewhere = new Set<string>();
  let locked: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  const folder = posix.dirname(path);
  const isOfModel = subject ? subject.kind !== 'application' : besideModels.has(document.kind);
  const self = (isOfModel ? around.describedAt(folder) : undefined) ?? around.applicationOf(path);

  if (document.reading.weights) addWeights();
  else {
    if (subject && subject.kind !== 'application') addDescribed();
    addCode();
    for (const mention of document.reading.mentions) addMention(mention);
  }
  return { components, relations, settledElsewhere };

  function addWeights(): void {
    const { format, size, metadata, scan } = document.reading.weights!;
    const id = localPurl(file);
    const place = { file, range: topOfFile };
    const { facts, license, baseModels, datasets } = headerFacts(metadata);
    components.push({
      id,
      kind: 'weights',
      name: posix.basename(path),
      ...(license !== undefined && { license }),
      facts: { format, size: String(size), ...(scan && { verdict: scan.verdict }), ...facts },
      places: [place],
    });
    relate(around.describedAt(folder) ?? around.applicationOf(path), id, 'contains', place);
    for (const name of baseModels) addOrigin({ id: modelPurl(name), kind: 'model', name }, 'derived-from');
    for (const name of datasets) addOrigin({ id: datasetPurl(name), kind: 'dataset', name }, 'trained-on');

    function addOrigin(origin: Named, relation: RelationKind): void {
      components.push({ ...origin, facts: {}, places: [place] });
      relate(id, origin.id, relation, place);
    }
  }

  function addDescribed(): void {
    const place = placeOf(subject!.described);
    const license = document.mentions('license')[0];
    components.push({
      id: self,
      kind: subject!.kind,
      name: subject!.name?.text ?? posix.basename(folder),
      ...(license && { license: license.spdx ?? license.id.text }),
      facts: {},
      places: [place],
    });
    relate(around.applicationOf(path), self, 'contains', place);
  }

  /** Code that comes with a model is told as a fact about the model. */
  function addCode(): void {
    const code = document.mentions('code');
    if (code.length === 0) return;
    const facts = new Map<string, string>();
    for (const { by, name } of code) facts.set(by, facts.has(by) ? `${facts.get(by)}, ${name.text}` : name.text);
    const name = subject?.name?.text ?? posix.basename(folder);
    components.push({
      id: self,
      kind: 'model',
      name,
      facts: Object.fromEntries(facts),
      places: code.map((one) => placeOf(one.name)),
    });
  }

  function addMention(mention: Mention): void {
    if (mention.kind === 'package' && mention.role !== 'constraint') addPackage(mention);
    else if (mention.kind === 'weights') addReference(mention.path.text, mention.path);
    else if (mention.kind === 'model' || mention.kind === 'dataset') addRepository(mention);
    else if (mention.kind === 'service') addService(mention);
    else if (mention.kind === 'installed-files') addFiles(mention);
  }

  /** What belongs to a package that its metadata beside this file names. */
  function addFiles({ count, startup }: InstalledFilesMention): void {
    const installed = around.installedIn(folder);
    const version = installed && exactVersion(installed);
    if (!installed || version === undefined) return;
    const { ecosystem, name } = installed;
    settledElsewhere.add(settledKey(ecosystem, name.text));
    components.push({
      id: packagePurl(ecosystem, name.text, version),
      kind: 'package',
      name: name.text,
      version,
      facts: {
        installedFiles: String(count),
        ...(startup.length > 0 && { startupFiles: startup.map(({ text }) => text).join(', ') }),
      },
      places: startup.map(placeOf),
    });
  }

  function addPackage(mention: PackageMention): void {
    const { ecosystem, name, specifier, url } = mention;
    const asked = url ? withoutCredentials(url.text) : specifier?.text;
    const exact = exactVersion(mention);
    const version = exact ?? (url ? undefined : settledVersion(ecosystem, name.text));
    const id = name.text === '' ? url && referencePurl(url.text) : packagePurl(ecosystem, name.text, version);
    if (id === undefined) return;
    const component: Named = {
      id,
      kind: 'package',
      name: name.text || asked!,
      ...(version !== undefined && { version }),
      ...(exact === undefined && asked !== undefined && { requested: asked }),
    };
    if (mention.role === 'requirement') return addNamed(component, name.text === '' ? url! : name, 'uses');
    const license = mention.role === 'installed' ? document.mentions('license')[0] : undefined;
    components.push({
      ...component,
      ...(license && { license: license.spdx ?? license.id.text }),
      facts: mention.publisher ? { publisher: mention.publisher.text } : {},
      places: [placeOf(name)],
    });
    for (const { name: needed, version: chosen } of mention.requires ?? []) {
      const target = chosen ?? chosenVersion(mention, needed.text);
      if (target !== undefined) relate(id, packagePurl(ecosystem, needed.text, target), 'depends-on', placeOf(needed));
    }
  }

  /** The version that the same lock or environment has of another package; unknown where it has several. */
  function chosenVersion({ ecosystem, role }: PackageMention, name: string): string | undefined {
    if (role === 'installed') return settledVersion(ecosystem, name);
    locked ??= lockedVersions(document.mentions('package'));
    const versions = locked.get(comparableName(ecosystem, name));
    return versions?.size === 1 ? [...versions][0] : undefined;
  }

  function settledVersion(ecosystem: Ecosystem, name: string): string | undefined {
    settledElsewhere.add(settledKey(ecosystem, name));
    return around.resolvedVersion(path, ecosystem, name);
  }

  function addRepository(mention: Extract<Mention, { kind: 'model' | 'dataset' }>): void {
    const { kind, name, relation } = mention;
    const { derivation, registry } = mention.kind === 'model' ? mention : {};
    if (registry === undefined && around.isLocal(path, name.text))
      return addReference(name.text, name, relation, derivation);
    const version = mention.revision?.text;
    const id = kind === 'model' ? modelPurl(name.text, version, registry) : datasetPurl(name.text, version);
    addNamed({ id, kind, name: name.text, ...(version !== undefined && { version }) }, name, relation, derivation);
  }

  function addService({ name }: ServiceMention): void {
    addNamed({ id: servicePurl(name.text), kind: 'service', name: name.text }, name, 'uses');
  }

  function addNamed(component: Named, span: Span, relation: RelationKind, derivation?: string): void {
    const place = placeOf(span);
    components.push({ ...component, facts: {}, places: [place] });
    relate(self, component.id, relation, place, derivation);
  }

  /** A path that names something of the workspace, which is a component by its own document; or a file to be fetched. */
  function addReference(name: string, span: Span, relation: RelationKind = 'uses', derivation?: string): void {
    const fetched = fetchedPurl(name);
    if (fetched !== undefined)
      return addNamed(
        { id: fetched, kind: 'weights', name: posix.basename(name.replace(/[?#].*/s, '')) },
        span,
        relation,
      );
    const id = around.localComponent(path, name);
    if (id !== undefined) relate(self, id, relation, placeOf(span), derivation);
  }

  function relate(from: string, to: string, kind: RelationKind, place: Place, derivation?: string): void {
    if (from !== to) relations.push({ from, to, kind, ...(derivation !== undefined && { derivation }), place });
  }

  function placeOf(span: Span): Place {
    return { file, range: document.lines.range(span) };
  }
}

/** What is the same for all names by which a package is settled. */
export function settledKey(ecosystem: string, name: string): string {
  return `${ecosystem} ${comparableName(ecosystem, name)}`;
}

/** The versions of each package that a lock holds, by name. */
function lockedVersions(mentions: readonly PackageMention[]): ReadonlyMap<string, ReadonlySet<string>> {
  const versions = new Map<string, Set<string>>();
  for (const mention of mentions) {
    const version = exactVersion(mention);
    const key = comparableName(mention.ecosystem, mention.name.text);
    if (version !== undefined) versions.set(key, (versions.get(key) ?? new Set()).add(version));
  }
  return versions;
}

/** Puts contributions together: one component an id, with all its places; applications are given as such. */
export function mergeContributions(applications: readonly Component[], contributions: Iterable<Contribution>): Graph {
  const components = new Map<string, { -readonly [K in keyof Component]: Component[K] } & { places: Place[] }>();
  for (const application of applications)
    components.set(application.id, { ...application, places: [...application.places] });
  const relations: Relation[] = [];
  for (const part of contributions) {
    relations.push(...part.relations);
    for (const component of part.components) {
      const known = components.get(component.id);
      if (!known) {
        components.set(component.id, { ...component, places: [...component.places] });
        continue;
      }
      known.places.push(...component.places);
      known.facts = { ...component.facts, ...known.facts };
      if (known.license === undefined && component.license !== undefined) known.license = component.license;
      if (known.requested === undefined && component.requested !== undefined) known.requested = component.requested;
    }
  }
  for (const component of components.values()) component.places.sort(comparePlaces);
  return {
    components: [...components.values()].sort((a, b) => compareText(a.id, b.id)),
    relations: relations.filter(({ from, to }) => components.has(from) && components.has(to)).sort(compareRelations),
  };
}
