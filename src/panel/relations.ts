/** How a relation is named beside the component that it leads to, by its kind. */
const names: Readonly<Record<string, string>> = {
  'derived-from': 'Base',
  'trained-on': 'Trained on',
  'evaluated-on': 'Evaluated on',
  contains: 'Contains',
  uses: 'Uses',
  'depends-on': 'Depends on',
  'signed-by': 'Signed by',
};

/** `derived-from` → `Base`; a kind that is new here is shown as it is written. */
export function relationName(kind: string): string {
  return Object.hasOwn(names, kind) ? names[kind]! : sentence(kind.replaceAll('-', ' '));
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
