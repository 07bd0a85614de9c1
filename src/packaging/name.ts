/** The normalized form of a Python package name: https://peps.python.org/pep-0503/#normalized-names */
export function normalizedName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

/** The form in which names of an ecosystem are compared; conda takes all letters for small ones. */
export function comparableName(ecosystem: string, name: string): string {
  if (ecosystem === 'pypi') return normalizedName(name);
  return ecosystem === 'conda' ? name.toLowerCase() : name;
}
