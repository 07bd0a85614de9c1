import type { Guard } from '../../domain/mention';
import { argumentFor, type Arguments } from './arguments';
import type { PythonFile } from './file';
import { slotAfter } from './slot';

/** What a call says about an option that keeps it from running code. */
export function guardOf(given: Arguments, name: string, file: PythonFile): Guard {
  const value = argumentFor(given, { keywords: [name] });
  if (!value) {
    const slot = given.hasDoubleStar ? undefined : slotAfter(given, name, '', file.text);
    return { name, state: given.hasDoubleStar ? 'unknown' : 'absent', ...(slot && { slot }) };
  }
  const written = file.textOf(value);
  const span = { start: value.from, end: value.to };
  if (written === 'True') return { name, state: 'on' };
  return written === 'False' ? { name, state: 'off', value: span } : { name, state: 'unknown' };
}
