import { posix } from 'node:path';
import type { Document } from '../domain/document';
import type { Related } from '../domain/finding';
import type { Origin } from '../domain/knowledge';
import type { PackageMention } from '../domain/mention';
import { exactVersion } from '../domain/exact-version';
import { comparableName } from '../packaging/name';
import type { Documents } from './settled-versions';

/** A package that a resolver chose, and where that stands. */
interface Chosen {
  readonly document: Document;
  readonly mention: PackageMention;
}

/** One lock or environment: what needs what in it, and what the project asks for by itself. */
interface Choice {
  readonly parents: ReadonlyMap<string, readonly (Chosen & { readonly version?: string })[]>;
  readonly asked: ReadonlyMap<string, Related>;
}

/** Why packages that nobody asked for are in a lock or an environment. Holds until a document changes. */
export class Origins {
  readonly #choices = new Map<string, Choice>();

  constructor(readonly project: Documents) {}

  /** The shortest way from what the project asks for to a package of this lock or environment; undefined where it asks for it itself, or nothing leads there. */
  of(path: string, { ecosystem, name, clauses }: PackageMention): Origin | undefined {
    const choice = this.#choiceOf(path);
    const first = keyOf(ecosystem, name.text);
    if (!choice || choice.asked.has(first)) return undefined;
    const seen = new Set([first]);
    let level: readonly Step[] = [{ key: first, version: exactVersion({ clauses }), chain: [] }];
    let topmost: Step | undefined;
    while (level.length > 0) {
      const above = level.flatMap((step) => stepsAbove(step, choice, seen));
      const asked = above.find(({ key }) => choice.asked.has(key));
      if (asked) return { chain: asked.chain, places: [choice.asked.get(asked.key)!] };
      topmost ??= above.find(({ key }) => !choice.parents.has(key));
      level = above;
    }
    return topmost && { chain: topmost.chain, places: [placeOf(topmost.chosen!)] };
  }

  #choiceOf(path: string): Choice | undefined {
    const document = this.project.document(path);
    if (!document) return undefined;
    const environment = document.kind === 'installed' ? posix.dirname(posix.dirname(path)) : undefined;
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
    const installed = this.#below(folder).filter(({ kind }) => kind === 'installed');
    const project = folder.replace(/\/[^/]+\/lib\/.*$/i, '');
    return choiceFrom(installed, this.#below(project));
  }

  #below(folder: string): readonly Document[] {
    return this.project.documents.filter(({ path }) => path.startsWith(`${folder}/`));
  }
}

/** The files from which resolvers make locks. What others ask for may never have been part of it. */
const manifests: ReadonlySet<string> = new Set(['pyproject', 'setup-cfg', 'setup-py', 'pipfile', 'package-json']);

interface Step {
  readonly key: string;
  readonly version: string | undefined;
  readonly chain: readonly string[];
  readonly chosen?: Chosen;
}

/** What asks for the package of a step, unless it was seen before. */
function stepsAbove({ key, version, chain }: Step, { parents }: Choice, seen: Set<string>): readonly Step[] {
  return (parents.get(key) ?? []).flatMap(({ version: needed, ...chosen }) => {
    const { ecosystem, name, clauses } = chosen.mention;
    const above = keyOf(ecosystem, name.text);
    if (seen.has(above) || (needed !== undefined && version !== undefined && needed !== version)) return [];
    seen.add(above);
    return [{ key: above, version: exactVersion({ clauses }), chain: [name.text, ...chain], chosen }];
  });
}

function choiceFrom(choosing: readonly Document[], asking: readonly Document[]): Choice {
  const parents = new Map<string, (Chosen & { version?: string })[]>();
  for (const document of choosing) {
    for (const mention of document.mentions('package')) {
      for (const { name, version } of mention.requires ?? []) {
        const key = keyOf(mention.ecosystem, name.text);
        const parent = { document, mention, ...(version !== undefined && { version }) };
        const known = parents.get(key);
        if (known) known.push(parent);
        else parents.set(key, [parent]);
      }
    }
  }
  const asked = new Map<string, Related>();
  for (const document of asking) {
    for (const mention of document.mentions('package')) {
      const key = keyOf(mention.ecosystem, mention.name.text);
      if (mention.role === 'requirement' && !asked.has(key)) asked.set(key, placeOf({ document, mention }));
    }
  }
  return { parents, asked };
}

function placeOf({ document, mention: { name } }: Chosen): Related {
  return { path: document.path, range: document.lines.range(name), message: `${name.text} brings it in` };
}

function keyOf(ecosystem: string, name: string): string {
  return `${ecosystem} ${comparableName(ecosystem, name)}`;
}
