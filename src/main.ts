import { runCommand } from './cli';

/** The binary: opens the door that the first word names. */
async function main([word, ...words]: readonly string[]): Promise<void> {
  if (word === 'lsp') {
    const { serve } = await import('./lsp/server');
    return serve(words);
  }
  process.exitCode = await runCommand(word, words);
}

void main(process.argv.slice(2));
