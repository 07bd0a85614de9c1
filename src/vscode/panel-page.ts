/** Where the page finds what it is made of, and what it may load: nothing else. */
export interface PageSources {
  readonly script: string;
  readonly style: string;
  readonly cspSource: string;
  /** Fresh for each page. */
  readonly nonce: string;
}

/** The page of the panel. Its contents come later, as messages. */
export function panelPage({ script, style, cspSource, nonce }: PageSources): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>MBOM</title>
</head>
<body><script nonce="${nonce}" src="${script}"></script></body>
</html>`;
}
