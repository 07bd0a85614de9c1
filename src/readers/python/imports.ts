/** What the names of a file stand for, as far as its imports say: `A` → `transformers.AutoModel`. */
export interface Imports {
  /** Dotted names that a local name may stand for; more than one where a fallback is imported, none where it is not imported. */
  meanings(name: string): readonly string[];
  /** Whether anything of a top-level package is imported. */
  has(packageName: string): boolean;
  /** Whether a name is imported by itself, not only perhaps by a `*`. */
  binds(name: string): boolean;
  /** Local names for imported things that have another name at home. */
  readonly aliases: readonly { readonly alias: string; readonly of: string }[];
}

/** Takes the import statements of a file, as written. */
export function readImports(statements: readonly string[]): Imports {
  const meanings = new Map<string, string[]>();
  const packages = new Set<string>();
  const stars: string[] = [];
  const bind = (name: string, meaning: string): void => {
    const known = meanings.get(name);
    if (!known) meanings.set(name, [meaning]);
    else if (!known.includes(meaning)) known.push(meaning);
    packages.add(topLevel(meaning));
  };

  for (const statement of statements) {
    const [, module, list] = /^(?:from (\S+) )?import (.+)$/.exec(onOneLine(statement)) ?? [];
    if (list === undefined) continue;
    for (const item of list.split(',')) {
      const [, name, alias] = /^\s*([\w.]+|\*)(?: as (\w+))?\s*$/.exec(item) ?? [];
      if (name === undefined) continue;
      if (name === '*') {
        stars.push(module ?? '');
        packages.add(topLevel(module ?? ''));
      } else if (module !== undefined) bind(alias ?? name, `${module}.${name}`);
      else if (alias !== undefined) bind(alias, name);
      else bind(topLevel(name), topLevel(name));
    }
  }
  return {
    meanings: (name) => meanings.get(name) ?? stars.map((module) => `${module}.${name}`),
    has: (name) => packages.has(name),
    binds: (name) => meanings.has(name),
    aliases: [...meanings].flatMap(([alias, known]) =>
      known.map(lastPart).flatMap((of) => (of === alias ? [] : [{ alias, of }])),
    ),
  };
}

/** The package that a dotted name belongs to; empty for a relative import. */
export function topLevel(dotted: string): string {
  const dot = dotted.indexOf('.');
  return dot < 0 ? dotted : dotted.slice(0, dot);
}

/** The name of a thing within its package. */
export function lastPart(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf('.') + 1);
}

function onOneLine(statement: string): string {
  return statement
    .replace(/#[^\r\n]*/g, '')
    .replace(/[\s()\\]+/g, ' ')
    .trim();
}
