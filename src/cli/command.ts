import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { plain } from '../text/plain';

export interface Command {
  readonly name: string;
  readonly usage: string;
  /** One sentence. */
  readonly does: string;
  /** Gives the exit code. Fails with a `UsageError` where the words are off. */
  run(words: readonly string[]): Promise<number>;
}

/** The words of the command line do not make sense; the message says why. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<T extends Options> = ReturnType<
  typeof parseArgs<{ options: T; allowPositionals: true; strict: true; args: string[] }>
>;

/** Parses the words of a command; unknown options are a `UsageError`. */
export function parsed<const T extends Options>(words: readonly string[], options: T): Parsed<T> {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** One of the allowed words, or the first of them where nothing was given. */
export function choice<const T extends string>(
  option: string,
  given: string | undefined,
  allowed: readonly [T, ...T[]],
): T {
  if (given === undefined) return allowed[0];
  const match = allowed.find((word) => word === given);
  if (match === undefined) throw new UsageError(`${option} takes one of: ${allowed.join(', ')}.`);
  return match;
}

/** Says on stderr why it went wrong. */
export function fail(message: string): number {
  process.stderr.write(`weighbridge: ${plain(message)}\n`);
  return 2;
}
