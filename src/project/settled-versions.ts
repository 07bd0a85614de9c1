import { posix } from 'node:path';
import type { Document } from '../domain/document';
import type { VersionInUse } from '../domain/knowledge';
import type { PackageMention } from '../domain/mention';
import { normalizedName } from '../packaging/name';
import type { Project } from './project';

interface Pin {
  readonly path: string;
  readonly version: string;
  readonly role: PackageMention['role'];
}

/** What the files of a project settle for each other: constraints, locks and pins. Holds until a document changes. */
export class SettledVersions {
  readonly #pins = new Map<string, Pin[]>();

  constructor(readonly project: Project) {
    for (const document of project.documents) {
      for (const mention of document.mentions('package')) {
        const version = exactVersion(mention);
        if (version === undefined) continue;
        const key = keyOf(mention.ecosystem, mention.name.text);
        const pin = { path: document.path, version, role: mention.role };
        const known = this.#pins.get(key);
        if (known) known.push(pin);
        else this.#pins.set(key, [pin]);
      }
    }
  }

  /** A version that binds the file (a constraint that it includes, its lock), or else the only one that files beside or above it have. */
  versionFor(path: string, ecosystem: string, name: string): VersionInUse | undefined {
    const pins = (this.#pins.get(keyOf(ecosystem, name)) ?? []).filter((pin) => pin.path !== path);
    if (pins.length === 0) return undefined;
    const included = includedBy(this.project, path);
    const hasLock = this.project.document(path)?.kind !== 'requirements';
    const near = pins.filter((pin) => path.startsWith(`${posix.dirname(pin.path)}/`));
    return (
      this.#only(
        pins.filter((pin) => included.has(pin.path)),
        'binding',
      ) ??
      (hasLock
        ? this.#only(
            near.filter(({ role }) => role === 'locked'),
            'binding',
          )
        : undefined) ??
      this.#only(near, 'elsewhere')
    );
  }

  /** `requirements.txt` for `requirements.in`: the form that pip-compile or uv made of it. */
  lockOf(path: string): string | undefined {
    if (!path.endsWith('.in')) return undefined;
    const compiled = `${path.slice(0, -'.in'.length)}.txt`;
    return this.project.hasFile(compiled) ? compiled : undefined;
  }

  /** The version that all the pins agree on. */
  #only(pins: readonly Pin[], standing: VersionInUse['standing']): VersionInUse | undefined {
    const [first] = pins;
    if (!first || pins.some(({ version }) => version !== first.version)) return undefined;
    return { version: first.version, source: this.project.relative(first.path), standing };
  }
}

/** All files that a requirements file pulls in, however far. */
function includedBy(project: Project, path: string): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting: (Document | undefined)[] = [project.document(path)];
  for (let document = waiting.pop(); document; document = waiting.pop()) {
    for (const { path: name } of document.mentions('include')) {
      const target = posix.join(posix.dirname(document.path), name.text.replaceAll('\\', '/'));
      if (target === path || found.has(target)) continue;
      found.add(target);
      const next = project.document(target);
      if (next) waiting.push(next);
    }
  }
  return found;
}

function exactVersion({ clauses }: PackageMention): string | undefined {
  const [only, ...others] = clauses;
  if (!only || others.length > 0 || !/^={2,3}$/.test(only.operator)) return undefined;
  return /^[0-9a-zA-Z.!+_-]+$/.test(only.version.text) ? only.version.text : undefined;
}

function keyOf(ecosystem: string, name: string): string {
  return `${ecosystem} ${ecosystem === 'pypi' ? normalizedName(name) : name}`;
}
