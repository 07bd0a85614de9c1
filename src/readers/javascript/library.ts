import type { SyntaxNode } from '@lezer/common';
import type { JavaScriptFile } from './file';

/** Transformers.js by its names on npm, also behind the address of a CDN and before a version. */
const specifier =
  /(?<=["'`])(?:[^"'`\s]*\/)?@(?:huggingface|xenova)\/transformers(?:@[^"'`\s/]+)?(?:\/[^"'`\s]*)?(?=["'`])/g;
const maxSteps = 6;

/** What the names of a file have to do with Transformers.js. */
export interface Library {
  /** What a local name is called in the library, `*` for the library as a whole; `undefined` for names from elsewhere. */
  meaning(name: string): string | undefined;
  /** Local names of `pipeline`. */
  readonly aliases: readonly string[];
}

/** Whether a text may load the library; cheap, so that most files need not be parsed. */
export function mayImport(text: string): boolean {
  return /@(?:huggingface|xenova)\/transformers/.test(text);
}

/** Reads how a file imports the library; `undefined` where it does not. */
export function readLibrary(file: JavaScriptFile): Library | undefined {
  const names = new Map<string, string>();
  let isUsed = false;
  for (const node of file.words.matching(specifier)) {
    if (node.name !== 'String') continue;
    isUsed = true;
    const importing = node.parent?.name === 'ImportDeclaration' ? node.parent : undefined;
    if (importing) for (const [local, name] of importedNames(importing, file)) names.set(local, name);
    else {
      const local = declaredWith(node);
      if (local?.name === 'ObjectPattern') for (const [alias, name] of renamedIn(local, file)) names.set(alias, name);
      else if (local) names.set(file.textOf(local), '*');
    }
  }
  if (!isUsed) return undefined;
  return {
    meaning: (name) => names.get(name) ?? (isFromElsewhere(name, file) ? undefined : name),
    aliases: [...names].flatMap(([local, name]) => (name === 'pipeline' ? [local] : [])),
  };
}

/** Pairs of a local name and the name in the library. */
function importedNames(declaration: SyntaxNode, file: JavaScriptFile): readonly (readonly [string, string])[] {
  const group = declaration.getChild('ImportGroup');
  const single = declaration.getChild('VariableDefinition');
  const named = (group?.getChildren('VariableDefinition') ?? []).map((definition) => {
    const original = definition.prevSibling?.name === 'as' ? definition.prevSibling.prevSibling : undefined;
    return [file.textOf(definition), file.textOf(original ?? definition)] as const;
  });
  return single ? [[file.textOf(single), '*'], ...named] : named;
}

/** Pairs of the local name and the name in the library, of `{ name: local }`. */
function renamedIn(pattern: SyntaxNode, file: JavaScriptFile): readonly (readonly [string, string])[] {
  return pattern.getChildren('PatternProperty').flatMap(({ firstChild, lastChild }) => {
    const isRenamed = firstChild?.name === 'PropertyName' && lastChild?.name === 'VariableDefinition';
    return isRenamed ? [[file.textOf(lastChild), file.textOf(firstChild)] as const] : [];
  });
}

/** The name, or the pattern of names, in `const name = await import('…')`, `name = await import('…')` or `= require('…')`. */
function declaredWith(specifier: SyntaxNode): SyntaxNode | undefined {
  let node = specifier;
  for (let step = 0; step < maxSteps && node.parent; step++) {
    if (
      node.prevSibling?.name === 'Equals' &&
      /^(?:VariableDeclaration|AssignmentExpression)$/.test(node.parent.name)
    ) {
      const name = node.prevSibling.prevSibling;
      return /^(?:Variable(?:Definition|Name)|ObjectPattern)$/.test(name?.name ?? '') ? name! : undefined;
    }
    node = node.parent;
  }
  return undefined;
}

/** Whether a name is imported from another module, or is a function or class of the file itself. */
function isFromElsewhere(name: string, file: JavaScriptFile): boolean {
  const definitions = (file.words.occurrences(name) ?? []).filter((node) => node.name === 'VariableDefinition');
  return definitions.some(({ parent }) =>
    ['ImportGroup', 'ImportDeclaration', 'FunctionDeclaration', 'ClassDeclaration'].includes(parent?.name ?? ''),
  );
}
