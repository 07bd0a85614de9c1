/** The sample project: an AI application full of trouble. Nobody works in it, only in copies. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './editor-host/hosts.mjs';

const sample = path.join(root, 'test', 'corpus', 'support-assistant');

/** A new temporary folder; the caller removes it. */
export function temporaryFolder() {
  return mkdtempSync(path.join(realpathSync(os.tmpdir()), 'weighbridge-'));
}

/** Copies the sample into a folder, under its own name and without the marks of its tests; gives the path of the copy. */
export function copySample(folder) {
  const copy = path.join(folder, path.basename(sample));
  cpSync(sample, copy, { recursive: true });
  for (const name of readdirSync(copy, { recursive: true })) {
    if (/\.(txt|py|ya?ml)$/.test(name)) withoutMarks(path.join(copy, name));
  }
  return copy;
}

function withoutMarks(file) {
  writeFileSync(file, readFileSync(file, 'utf8').replace(/[ \t]*# expect: [a-z/, -]+$/gm, ''));
}
