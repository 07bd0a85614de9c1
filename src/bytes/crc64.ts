/** Each entry in two halves: the low one, then the high one. */
const table = new Uint32Array(512);
for (let byte = 0; byte < 256; byte++) {
  let [low, high] = [byte, 0];
  for (let bit = 0; bit < 8; bit++) {
    const isOdd = low & 1;
    low = ((low >>> 1) | (high << 31)) >>> 0;
    high >>>= 1;
    if (isOdd) {
      low = (low ^ 0xd7870f42) >>> 0;
      high = (high ^ 0xc96c5795) >>> 0;
    }
  }
  table[2 * byte] = low;
  table[2 * byte + 1] = high;
}

/** The checksum of xz, by the polynomial of ECMA-182: https://tukaani.org/xz/xz-file-format.txt (6) */
export function crc64(bytes: Uint8Array): bigint {
  let [low, high] = [0xffffffff, 0xffffffff];
  for (const byte of bytes) {
    const index = 2 * ((low ^ byte) & 0xff);
    low = ((low >>> 8) | (high << 24)) ^ table[index]!;
    high = (high >>> 8) ^ table[index + 1]!;
  }
  return (BigInt(~high >>> 0) << 32n) | BigInt(~low >>> 0);
}
