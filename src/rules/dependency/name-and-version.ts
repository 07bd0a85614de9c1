import type { PackageMention } from '../../domain/mention';
import type { Span } from '../../text/place';

/** The place to report a package at: its name, to the end of its version specifier where that stands right behind. */
export function nameAndVersion({ name, specifier, role }: PackageMention): Span {
  const isOneLine = role === 'requirement' || role === 'constraint';
  return { start: name.start, end: isOneLine && specifier ? Math.max(name.end, specifier.end) : name.end };
}
