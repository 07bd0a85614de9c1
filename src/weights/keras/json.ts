const beyondJson = /"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g;

/** A JSON text as Python reads it, where infinite numbers and those that are none may stand as words. Fails with a `SyntaxError`. */
function pythonJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return JSON.parse(text.replace(beyondJson, (found) => (found.startsWith('"') ? found : 'null')));
  }
}

/** The same; `undefined` where the text is no JSON. */
export function parsed(text: string): unknown {
  try {
    return pythonJson(text);
  } catch {
    return undefined;
  }
}
