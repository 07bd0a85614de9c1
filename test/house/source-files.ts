import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** One import, export-from, `import()` or `import('…')` type of a source file. */
export interface Import {
  /** A path relative to `src` without its ending (`text/place`), or a package (`node:path`). */
  readonly to: string;
  readonly isOurs: boolean;
  readonly isTypeOnly: boolean;
}

export interface SourceFile {
  /** Relative to `src`, with `/`, without its ending: `rules/index`, `session`. */
  readonly name: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

/** Every TypeScript file of the program, parsed for what it imports. */
export function sourceFiles(): readonly SourceFile[] {
  const names = filesBelow('src').filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
  const modules = new Set(names.map(withoutEnding));
  return names.map((file) => {
    const text = readFileSync(path.join('src', file), 'utf8');
    return { name: withoutEnding(file), text, imports: importsOf(file, text, modules) };
  });
}

/** The room of a file: its folder below `src`, or its own name where it stands at the top. */
export function roomOf(name: string): string {
  return name.split('/', 1)[0]!;
}

/** Paths of all files below a folder, relative to it, with `/`. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

function importsOf(file: string, text: string, modules: ReadonlySet<string>): readonly Import[] {
  const imports: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0]);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return imports;

  function add(specifier: ts.Node | undefined, isTypeOnly = false): void {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const isOurs = specifier.text.startsWith('.');
    const target = isOurs ? path.posix.join(path.posix.dirname(file), specifier.text) : specifier.text;
    imports.push({ to: isOurs && modules.has(`${target}/index`) ? `${target}/index` : target, isOurs, isTypeOnly });
  }
}

function isTypeImport(clause: ts.ImportClause | undefined): boolean {
  if (!clause || clause.isTypeOnly) return clause !== undefined;
  const names = clause.namedBindings;
  return !clause.name && !!names && ts.isNamedImports(names) && names.elements.every(({ isTypeOnly }) => isTypeOnly);
}

function withoutEnding(file: string): string {
  return file.replace(/\.ts$/, '');
}
