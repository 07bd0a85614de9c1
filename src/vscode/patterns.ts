import { readTexts, readWeights } from './reader-patterns';

/** Files whose texts the server follows while they are edited: all that a reader reads, and the policy. */
export const textPatterns: readonly string[] = [...readTexts, '**/weighbridge.{yaml,yml}'];

/** Files whose coming and going matters though nobody edits them here. */
const otherPatterns: readonly string[] = [
  ...readWeights,
  '**/*.{sig,sigstore,ipynb}',
  '**/*.sigstore.json',
  '**/.gitignore',
];

/** Changes on disk that the server is told of. */
export const watchedPatterns: readonly string[] = [...textPatterns, ...otherPatterns];

/** `vscode-vfs` is where virtual workspaces keep their files. */
const schemes: readonly string[] = ['file', 'untitled', 'vscode-vfs'];

/** Every text pattern in every scheme: the documents that the server is sent. */
export const documentSelector: readonly { readonly scheme: string; readonly pattern: string }[] = schemes.flatMap(
  (scheme) => textPatterns.map((pattern) => ({ scheme, pattern })),
);
