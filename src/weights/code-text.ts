/** Texts that a shell or Python would run. Words of people do not look like this: every alternative is a call or a command line. */
const code = new RegExp(
  [
    /\bimport\s+(?:os|sys|subprocess|socket|urllib|base64|pty|ctypes|shutil)\b\s*(?:;|\n|$)/,
    /\bfrom\s+(?:os|subprocess|socket)\s+import\b/,
    /\b__import__\s*\(/,
    /\b(?:exec|eval|compile)\s*\(\s*['"\w(]/,
    /\bos\s*\.\s*(?:system|popen|exec[lv]\w*|spawn\w*|remove)\s*\(/,
    /\bsubprocess\s*\.\s*(?:\w+)\s*\(/,
    /\bpty\s*\.\s*spawn\b/,
    /\/bin\/(?:ba|z|da|k)?sh\b/,
    /\b(?:curl|wget)\s+(?:-\S+\s+)*['"]?https?:/,
    /\b(?:bash|sh|python3?|perl|ruby|node|powershell(?:\.exe)?|cmd(?:\.exe)?|nc|ncat)\s+(?:-[ceilnpwE]+\b|\/c\b)/,
    /\brm\s+-[rf]{1,2}\b/,
    /\/dev\/tcp\//,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);

/** Whether a text is a program or a command. */
export function isCodeText(text: string): boolean {
  return code.test(text);
}
