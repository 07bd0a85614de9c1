import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../../src/bytes/crc32';

/** A member, and what its two headers claim other than the truth. */
export interface Member {
  readonly name: string;
  readonly content: Uint8Array;
  readonly deflated?: boolean;
  readonly local?: Partial<Header>;
  readonly listed?: Partial<Header> & { readonly offset?: number; readonly attributes?: number };
  readonly extra?: readonly number[];
  /** Of Unix, as `0o120777`. */
  readonly mode?: number;
  /** It stands in the file, and is not listed. */
  readonly unlisted?: boolean;
}

interface Header {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
}

/** What stands before, between and behind. */
export interface Around {
  readonly prefix?: Uint8Array;
  readonly beforeList?: Uint8Array;
  readonly comment?: Uint8Array;
  readonly suffix?: Uint8Array;
  readonly end?: { readonly disk?: number; readonly here?: number; readonly count?: number; readonly listAt?: number };
}

/** A zip archive: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
export function zip(members: readonly Member[], around: Around = {}): Uint8Array {
  const parts: Uint8Array[] = [around.prefix ?? Uint8Array.of()];
  const list: Uint8Array[] = [];
  let length = around.prefix?.length ?? 0;
  const add = (...more: readonly Uint8Array[]): void => {
    parts.push(...more);
    for (const part of more) length += part.length;
  };
  for (const { name, content, deflated = false, local, listed, extra = [], unlisted, mode } of members) {
    const packed = deflated ? deflateRawSync(content) : content;
    const truth: Header = {
      ...{ name, flags: 0, method: deflated ? 8 : 0, crc: crc32(content) },
      ...{ packedSize: packed.length, size: content.length },
    };
    const offset = length;
    add(
      Uint8Array.from([...u32(0x04034b50), ...header({ ...truth, ...local }, []), ...bytes(local?.name ?? name)]),
      packed,
    );
    const said = { ...truth, ...listed };
    if (unlisted !== true)
      list.push(
        Uint8Array.from([
          ...[
            ...u32(0x02014b50),
            20,
            mode === undefined ? 0 : 3,
            ...header(said, extra),
            ...u16(0),
            ...u16(0),
            ...u16(0),
          ],
          ...[...u16(listed?.attributes ?? 0), ...u16(mode ?? 0), ...u32(listed?.offset ?? offset)],
          ...[...bytes(said.name), ...extra],
        ]),
      );
  }
  add(around.beforeList ?? Uint8Array.of());
  const { disk = 0, here = list.length, count = list.length, listAt = length } = around.end ?? {};
  const comment = around.comment ?? Uint8Array.of();
  const size = list.reduce((sum, part) => sum + part.length, 0);
  parts.push(...list);
  parts.push(
    Uint8Array.from([
      ...[...u32(0x06054b50), ...u16(disk), ...u16(disk), ...u16(here), ...u16(count), ...u32(size), ...u32(listAt)],
      ...[...u16(comment.length), ...comment],
    ]),
    around.suffix ?? Uint8Array.of(),
  );
  return Uint8Array.from(Buffer.concat(parts));
}

function header({ name, flags, method, crc, packedSize, size }: Header, extra: readonly number[]): readonly number[] {
  return [
    ...[...u16(20), ...u16(flags), ...u16(method), ...u32(0), ...u32(crc), ...u32(packedSize), ...u32(size)],
    ...[...u16(bytes(name).length), ...u16(extra.length)],
  ];
}

/** Little-endian. */
export function u16(value: number): readonly number[] {
  return [value & 255, (value >> 8) & 255];
}

/** Little-endian. */
export function u32(value: number): readonly number[] {
  return [0, 8, 16, 24].map((shift) => (value >>> shift) & 255);
}

function bytes(text: string): readonly number[] {
  return [...Buffer.from(text, 'utf8')];
}
