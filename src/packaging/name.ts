/** The normalized form of a Python package name: https://peps.python.org/pep-0503/#normalized-names */
export function normalizedName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}
