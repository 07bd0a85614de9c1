/** What a byte adds to the sum when 0 to 3 further bytes have come behind it, by that number and the byte; in two halves. */
const lows = new Int32Array(4 * 256);
const highs = new Int32Array(4 * 256);
for (let byte = 0; byte < 256; byte++) {
  let [low, high] = [byte, 0];
  for (let bit = 0; bit < 8; bit++) {
    const isOdd = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (isOdd) {
      low ^= 0xd7870f42;
      high ^= 0xc96c5795;
    }
  }
  lows[byte] = low;
  highs[byte] = high;
}
for (let entry = 256; entry < lows.length; entry++) {
  const [low, high] = [lows[entry - 256]!, highs[entry - 256]!];
  lows[entry] = ((low >>> 8) | (high << 24)) ^ lows[low & 0xff]!;
  highs[entry] = (high >>> 8) ^ highs[low & 0xff]!;
}

/** The checksum of xz, or goes on with one, by the polynomial of ECMA-182: https://tukaani.org/xz/xz-file-format.txt (6) */
export function crc64(bytes: Uint8Array, before = 0n): bigint {
  let [low, high] = [~Number(before & 0xffffffffn), ~Number(before >> 32n)];
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    const first = (low ^ bytes[at]!) & 0xff;
    const second = ((low >>> 8) ^ bytes[at + 1]!) & 0xff;
    const third = ((low >>> 16) ^ bytes[at + 2]!) & 0xff;
    const fourth = (low >>> 24) ^ bytes[at + 3]!;
    low = high ^ lows[768 + first]! ^ lows[512 + second]! ^ lows[256 + third]! ^ lows[fourth]!;
    high = highs[768 + first]! ^ highs[512 + second]! ^ highs[256 + third]! ^ highs[fourth]!;
  }
  for (; at < bytes.length; at++) {
    const byte = (low ^ bytes[at]!) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ lows[byte]!;
    high = (high >>> 8) ^ highs[byte]!;
  }
  return (BigInt(~high >>> 0) << 32n) | BigInt(~low >>> 0);
}
