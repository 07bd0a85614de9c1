import type { Document } from '../../domain/document';
import type { Fix } from '../../domain/finding';
import type { Span } from '../../text/place';

/**
 * Takes out the lines of something that has them for itself, but for quotes, a comma or dash of a list, and a comment.
 * Nothing is offered where more stands on them, or in files without comments, whose lists may not end in a comma.
 */
export function lineRemoval({ path, text, lines, reading }: Document, whole: Span, title: string): readonly Fix[] {
  const start = lines.line(lines.position(whole.start).line).start;
  const last = lines.position(whole.end).line;
  const end = last + 1 < lines.count ? lines.line(last + 1).start : text.length;
  const before = text.slice(start, whole.start);
  const behind = text.slice(whole.end, end).replace(/(^|\s)#.*/, '');
  if (reading.comments !== '#' || !/^[-\s"']*$/.test(before) || !/^[\s"',]*$/.test(behind)) return [];
  return [{ title, safety: 'suggested', edits: [{ path, start, end, newText: '' }] }];
}
