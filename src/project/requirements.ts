import { posix } from 'node:path';
import type { Document } from '../domain/document';
import type { VersionInUse } from '../domain/knowledge';
import type { PackageMention } from '../domain/mention';
import { normalizedName } from '../packaging/name';
import type { Project } from './project';

/** What the requirement files of a project settle for each other. Made anew when one of them changes. */
export class SettledVersions {
  readonly #pins = new Map<string, { path: string; version: string; constraint: boolean }[]>();

  constructor(readonly project: Project) {
    for (const document of project.documents) {
      for (const mention of document.mentions('package')) {
        const version = exactVersion(mention);
        if (version === undefined) continue;
        const key = keyOf(mention.ecosystem, mention.name.text);
        const pins = this.#pins.get(key) ?? [];
        pins.push({ path: document.path, version, constraint: mention.role === 'constraint' });
        this.#pins.set(key, pins);
      }
    }
  }

  /** A version that binds the file (a constraint that it includes), or else the only one that files beside or above it pin. */
  versionFor(path: string, ecosystem: string, name: string): VersionInUse | undefined {
    const pins = (this.#pins.get(keyOf(ecosystem, name)) ?? []).filter((pin) => pin.path !== path);
    if (pins.length === 0) return undefined;
    const included = includedBy(this.project, path);
    const binding = pins.find((pin) => included.has(pin.path));
    if (binding) return { version: binding.version, source: this.project.relative(binding.path), standing: 'binding' };
    const near = pins.filter((pin) => path.startsWith(`${posix.dirname(pin.path)}/`));
    const [first] = near;
    if (!first || near.some(({ version }) => version !== first.version)) return undefined;
    return { version: first.version, source: this.project.relative(first.path), standing: 'elsewhere' };
  }

  /** `requirements.txt` for `requirements.in`: the form that pip-compile or uv made of it. */
  lockOf(path: string): string | undefined {
    if (!path.endsWith('.in')) return undefined;
    const compiled = `${path.slice(0, -'.in'.length)}.txt`;
    return this.project.hasFile(compiled) ? compiled : undefined;
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
