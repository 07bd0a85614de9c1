import type { Document } from '../../domain/document';
import type { Fix } from '../../domain/finding';
import { hubLicenseId } from '../../facts/license-ids';
import { topOfFile } from '../../text/place';
import type { Span } from '../../text/place';
import { rule } from '../rule';

/** Without a license nobody who finds a model or dataset is permitted to use it. */
export const missing = rule({
  id: 'license/missing',
  title: 'A model or dataset card names no license',
  severity: 'info',
  fix: 'suggested',
  reads: ['card'],
  messages: {
    missing:
      'This {kind} card names no license. Without one, permission to use the {kind} is not given; add a "license:" line to the front matter.',
  },
  check(document, { known, report }) {
    const { subject } = document;
    if (!subject || subject.kind === 'application' || document.mentions('license').length > 0) return;
    if (!isReadable(document)) return;
    const beside = known.licenseBeside(document.path);
    const firstLine = document.lines.line(document.lines.position(subject.described.start).line);
    report(
      firstLine,
      'missing',
      { kind: subject.kind },
      {
        subject: known.localId(document.path.slice(0, document.path.lastIndexOf('/'))),
        fixes: beside ? declare(document, subject.described, beside.spdx) : [],
        related: beside
          ? [
              {
                path: beside.path,
                range: topOfFile,
                message: `The text of ${beside.spdx}`,
              },
            ]
          : [],
      },
    );
  },
});

/** Where the front matter could not be read to its end, a license may stand in the part that is lost. */
function isReadable({ reading }: Document): boolean {
  return !reading.problems.some(({ code }) => ['yaml-syntax', 'too-deep', 'too-large'].includes(code));
}

/** Adds a line in front; not where the key stands already, without a value. */
function declare({ path, text }: Document, { start, end }: Span, spdx: string): readonly Fix[] {
  const id = hubLicenseId(spdx);
  if (id === undefined || /^license[ \t]*:/m.test(text.slice(start, end))) return [];
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const edit = { path, start, end: start, newText: `license: ${id}${lineEnd}` };
  return [{ title: `Declare ${spdx}, as the LICENSE file does`, safety: 'suggested', edits: [edit] }];
}
