const beyondJson = /"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g;

/** A JSON text as Python reads it, where infinite numbers and those that are none may stand as words. Fails with a `SyntaxError`. */
export function pythonJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return JSON.parse(text.replace(beyondJson, (found) => (found.startsWith('"') ? found : 'null')));
  }
}
