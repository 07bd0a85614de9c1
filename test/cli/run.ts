import { runCommand } from '../../src/cli';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process and catches what it prints. */
export async function run(name: string | undefined, ...words: string[]): Promise<Ran> {
  let out = '';
  let err = '';
  const streams = [process.stdout, process.stderr] as const;
  const originals = streams.map((stream) => stream.write.bind(stream));
  const catching =
    (take: (text: string) => void) =>
    (text: string | Uint8Array, ...rest: unknown[]): boolean => {
      take(String(text));
      const done = rest.find((one) => typeof one === 'function');
      if (done) (done as () => void)();
      return true;
    };
  process.stdout.write = catching((text) => (out += text));
  process.stderr.write = catching((text) => (err += text));
  try {
    const code = await runCommand(name, words);
    return { code, out, err };
  } finally {
    streams.forEach((stream, at) => (stream.write = originals[at]!));
  }
}
