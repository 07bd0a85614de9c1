import { runCommand } from './cli';

/** The binary: opens the door that the first word names. */
async function main([word, ...words]: readonly string[]): Promise<void> {
  if (word === 'lsp') {
    const { serve } = await import('./lsp/server');
    return serve(words);
  }
  process.stdout.on('error', endOfReading);
  process.exitCode = await runCommand(word, words);
}

/** Who reads our output through a pipe, such as `head`, may stop early; that is no failure. */
function endOfReading(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

void main(process.argv.slice(2));
