/**
 * What a field holds that is no message: whole numbers, those of 4 and 8 bytes, texts in UTF-8, bytes. In the plural, fields that may
 * occur more than once, and then may be packed into one.
 */
export type Scalar = 'int' | 'float' | 'double' | 'ints' | 'floats' | 'doubles' | 'text' | 'bytes';

interface Form {
  /** The wire type of a single one: https://protobuf.dev/programming-guides/encoding/#structure */
  readonly wire: number;
  /** How many bytes a packed one takes; 0 where that varies. */
  readonly packed?: number;
}

const forms: Readonly<Record<Scalar, Form>> = {
  int: { wire: 0 },
  double: { wire: 1 },
  float: { wire: 5 },
  text: { wire: 2 },
  bytes: { wire: 2 },
  ints: { wire: 0, packed: 0 },
  doubles: { wire: 1, packed: 8 },
  floats: { wire: 5, packed: 4 },
};

/** Whether it names what a field holds, and not a message. */
export function isScalar<Kind extends string>(type: Kind | Scalar): type is Scalar {
  return Object.hasOwn(forms, type);
}

/** Whether a field of this wire type and length in bytes can hold such values. */
export function holds(type: Scalar, wire: number, length: number): boolean {
  const { wire: own, packed } = forms[type];
  if (wire === own) return true;
  return wire === 2 && packed !== undefined && (packed === 0 || length % packed === 0);
}
