import { posix } from 'node:path';
import type { Document } from '../domain/document';
import type { Related } from '../domain/finding';
import type { Origin } from '../domain/knowledge';
import type { PackageMention } from '../domain/mention';
import { exactVersion } from '../domain/exact-version';
import { comparableName } from '../packaging/name';
import { environmentOf, isOfEnvironment, type Documents } from './settled-versions';

/** A package that a resolver chose, and where that stands. */
interface Chosen {
  readonly document: Document;
  readonly mention: PackageMention;
  /** The names of what it needs, with the version where one is told. */
  readonly needs: readonly { readonly key: string; readonly version?: string }[];
}

/** One lock or environment. */
interface Choice {
  readonly asked: ReadonlyMap<string, Related>;
  /** From each package to the one that it comes with; to nothing from those that the project asks for, and that nothing needs. */
  readonly via: ReadonlyMap<PackageMention, Chosen | undefined>;
}

/** Why packages that nobody asked for are in a lock or an environment. Holds until a document changes. */
export class Origins {
  readonly #choices = new Map<string, Choice>();

  constructor(readonly project: Documents) {}

  /** The shortest way from what the project asks for to a package of this lock or environment; undefined where it asks for it itself, or nothing leads there. */
  of(path: string, chosen: PackageMention): Origin | undefined {
    const { asked, via } = this.#choiceOf(path) ?? nothing;
    const chain: string[] = [];
    let first: Chosen | undefined;
    for (let above = via.get(chosen); above; above = via.get(above.mention)) {
      chain.unshift(above.mention.name.text);
      first = above;
    }
    return first && { chain, places: [asked.get(keyOf(first.mention)) ?? placeOf(first)] };
  }

  #choiceOf(path: string): Choice | undefined {
    const document = this.project.document(path);
    if (!document) return undefined;
    const environment = isOfEnvironment(document.kind) ? environmentOf(path) : undefined;
    const key = environment ?? path;
    const known = this.#choices.get(key);
    if (known) return known;
    const made = environment === undefined ? this.#lock(document) : this.#environment(environment);
    this.#choices.set(key, made);
    return made;
  }

  #lock(document: Document): Choice {
    const asking = this.#below(posix.dirname(document.path)).filter(({ kind }) => manifests.has(kind));
    return choiceFrom([document], asking);
  }

  #environment(folder: string): Choice {
    const installed = this.#below(folder).filter(({ kind }) => isOfEnvironment(kind));
    return choiceFrom(installed, this.#below(posix.dirname(folder)));
  }

  #below(folder: string): readonly Document[] {
    return this.project.documents.filter(({ path }) => path.startsWith(`${folder}/`));
  }
}

/** The files from which resolvers make locks. What others ask for may never have been part of it. */
const manifests: ReadonlySet<string> = new Set(['pyproject', 'setup-cfg', 'setup-py', 'pipfile', 'package-json']);

const nothing: Choice = { asked: new Map(), via: new Map() };

function choiceFrom(choosing: readonly Document[], asking: readonly Document[]): Choice {
  const asked = askedIn(asking);
  const byName = chosenIn(choosing);
  const all = [...byName.values()].flat();
  const below = ({ needs }: Chosen): readonly Chosen[] =>
    needs.flatMap(({ key, version }) =>
      (byName.get(key) ?? []).filter(({ mention }) => version === undefined || version === exactVersion(mention)),
    );
  const via = new Map<PackageMention, Chosen | undefined>();
  /** Goes down from packages, level by level, so that the shortest way is found first. */
  const spread = (starts: readonly Chosen[]): void => {
    for (const { mention } of starts) via.set(mention, undefined);
    let level = starts;
    while (level.length > 0) {
      const next: Chosen[] = [];
      for (const above of level) {
        for (const one of below(above)) {
          if (via.has(one.mention)) continue;
          via.set(one.mention, above);
          next.push(one);
        }
      }
      level = next;
    }
  };
  spread(all.filter(({ mention }) => asked.has(keyOf(mention))));
  const needed = new Set(all.flatMap(below));
  spread(all.filter((one) => !needed.has(one) && !via.has(one.mention)));
  return { asked, via };
}

function chosenIn(documents: readonly Document[]): ReadonlyMap<string, readonly Chosen[]> {
  const byName = new Map<string, Chosen[]>();
  for (const document of documents) {
    for (const mention of document.mentions('package')) {
      const needs = (mention.requires ?? []).map(({ name, version }) => ({
        key: keyOf({ ecosystem: mention.ecosystem, name }),
        ...(version !== undefined && { version }),
      }));
      const key = keyOf(mention);
      const others = byName.get(key);
      if (others) others.push({ document, mention, needs });
      else byName.set(key, [{ document, mention, needs }]);
    }
  }
  return byName;
}

/** Where each package is first asked for. */
function askedIn(documents: readonly Document[]): ReadonlyMap<string, Related> {
  const asked = new Map<string, Related>();
  for (const document of documents) {
    for (const mention of document.mentions('package')) {
      const key = keyOf(mention);
      if (mention.role === 'requirement' && !asked.has(key)) asked.set(key, placeOf({ document, mention }));
    }
  }
  return asked;
}

function placeOf({ document, mention: { name } }: Pick<Chosen, 'document' | 'mention'>): Related {
  return { path: document.path, range: document.lines.range(name), message: `${name.text} brings it in` };
}

function keyOf({ ecosystem, name }: Pick<PackageMention, 'ecosystem' | 'name'>): string {
  return `${ecosystem} ${comparableName(ecosystem, name.text)}`;
}
