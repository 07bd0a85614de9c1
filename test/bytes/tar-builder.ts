/** An entry of a tar archive that is to be made. */
export interface TarSample {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** `0` for a file, unless said otherwise. */
  readonly letter?: string;
  readonly target?: string;
}

/** A tar archive with these entries, as POSIX says. */
export function tar(...entries: readonly TarSample[]): Uint8Array {
  return new Uint8Array(Buffer.concat([...entries.map(entry), Buffer.alloc(1024)]));
}

/** An extended header: `name` is what of, as in `path=a/b`. */
export function extended(letter: 'x' | 'g', ...values: readonly string[]): TarSample {
  return { name: 'header', letter, content: values.map(line).join('') };
}

function entry({ name, content = '', letter = '0', target = '' }: TarSample): Buffer {
  const bytes = Buffer.from(content);
  const block = Buffer.alloc(512);
  block.write(name, 0, 100);
  block.write('0000644\0', 100);
  block.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
  block.write(letter, 156);
  block.write(target, 157, 100);
  block.write('ustar\x0000', 257);
  block.write('        ', 148);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([block, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

function line(value: string): string {
  const rest = ` ${value}\n`;
  const length = Buffer.byteLength(rest) + 2;
  return `${String(length).length === 2 ? length : length + 1}${rest}`;
}
