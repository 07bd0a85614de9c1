const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
const longestValue = 200;

/** `parameterCount` and `parameter-count` → `Parameter count`. */
export function factLabel(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_.]/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The value for people: sizes in decimal units, long texts cut. */
export function factValue(name: string, value: string): string {
  if (name === 'size' && /^\d{1,15}$/.test(value)) return size(Number(value));
  return value.length <= longestValue ? value : `${value.slice(0, longestValue)}…`;
}

/** `27300000` → `27.3 MB`. */
function size(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return power === 0 ? `${bytes} bytes` : `${(bytes / 1000 ** power).toFixed(1)} ${units[power]}`;
}
