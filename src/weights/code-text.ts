/** Calls and command lines, with what they are given: words of people, and vocabularies, do not look like this. */
const commands = either(
  /\bimport\s+(?:os|sys|subprocess|socket|urllib|base64|pty|ctypes|shutil)\b\s*(?:;|\n|$)/,
  /\bfrom\s+(?:os|subprocess|socket)\s+import\b/,
  /\b(?:__import__|import_module)\s*\(\s*['"]/,
  /\b(?:exec|eval|compile)(?:\s*\(\s*['"]|\(\s*(?:\w[\w.]*\s*\(|\w+\)))/,
  /\b(?:system|popen|spawn|Function)\(\s*['"]/,
  /\bos\s*\.\s*(?:system|popen|exec(?:[lv]\w*|ute)|spawn\w*|remove)\s*\(/,
  /\bsubprocess\s*\.\s*\w+\s*\(/,
  /\b(?:pickle|marshal)\s*\.\s*loads\s*\(/,
  /\b(?:getRuntime\s*\(|Runtime\s*\.\s*exec\s*\()/,
  /(?:\bexec[lv]p?e?|\s-c)\s+\/bin\/\w+|\/bin\/(?:ba|z|da|k)?sh\s+-\w/,
  /\b(?:curl|wget)\s+(?:-\S+\s+)*['"]?https?:/,
  /\b(?:bash|sh|python3?|perl|ruby|node|powershell(?:\.exe)?|cmd(?:\.exe)?|nc|ncat)\s+(?:-[ceilnpwE]+\b|\/c\b)/,
  /\bchmod\s+(?:\+x|[0-7]{3,4})\s+\S/,
  /\brm\s+-[rf]{1,2}\b/,
);
/** Words of programs, which descriptions have no need of, but which may stand in a vocabulary. */
const words = either(
  /\bpty\s*\.\s*spawn\b/,
  /\/bin\/(?:ba|z|da|k)?sh\b/,
  /\/dev\/tcp\//,
  /<script\b[^>]{0,200}>/,
  /\bjavascript:\s*\w+\(/,
);

function either(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), 'i');
}

const longestPacked = 1 << 16;
const packed = /^[\w+/-]{24}[\w+/=\s-]*$/;
/** Long enough to be no word of the tongue that a file is in. */
const packedWithin = /[A-Za-z0-9+/]{40,65536}={0,2}/g;

/** Whether a text that describes something is, or has in it, a program or a command of a shell, Python or another interpreter. */
export function isCodeText(text: string): boolean {
  return commands.test(text) || words.test(text);
}

/** Whether a text is a program in Base64, as a whole. */
export function isPackedCode(text: string): boolean {
  const cut = text.slice(0, longestPacked);
  if (!packed.test(cut)) return false;
  const decoded = Buffer.from(cut, 'base64').toString('utf8');
  return !/[^\P{Cc}\t\n\r]|\uFFFD/u.test(decoded.slice(0, 24)) && isCodeText(decoded);
}

/** A way out of every folder to where the passwords of a system stand. */
const secretFile = /(?:\.\.\/){2,}etc\/(?:passwd|shadow)\b/;

/** Where the first program or command stands in what may be anything, such as a vocabulary; plain or in Base64. */
export function codeIn(text: string): number | undefined {
  const plain = (commands.exec(text) ?? secretFile.exec(text))?.index;
  if (plain !== undefined) return plain;
  for (const { 0: word, index } of text.matchAll(packedWithin)) if (isPackedCode(word)) return index;
  return undefined;
}
