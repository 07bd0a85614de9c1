import { parseAllDocuments } from 'yaml';

const mostValues = 1_000_000;

/** A text, under the names that lead to it. */
export type NamedText = readonly [path: string, text: string];

/** All texts in a JSON text; fails with a `SyntaxError` where it is none. */
export function textsInJson(text: string): readonly NamedText[] {
  return textsOf(JSON.parse(text));
}

/** All texts in a YAML text, of all its documents; fails with an `Error` where it cannot be read. */
export function textsInYaml(text: string): readonly NamedText[] {
  const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' });
  return [...documents].flatMap((document) => {
    if (document.errors[0]) throw document.errors[0];
    return textsOf(document.toJS({ maxAliasCount: 100 }));
  });
}

function textsOf(root: unknown): readonly NamedText[] {
  const found: NamedText[] = [];
  const waiting: (readonly [path: string, value: unknown])[] = [['', root]];
  for (let count = 0; waiting.length > 0 && count < mostValues; count++) {
    const [path, value] = waiting.pop()!;
    if (typeof value === 'string') found.push([path, value]);
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) waiting.push([path === '' ? name : `${path}.${name}`, inner]);
  }
  return found;
}
