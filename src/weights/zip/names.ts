import type { ZipEntry } from '../../bytes/zip';
import type { ScanFinding } from '../../domain/scan';
import { leadsOutside } from '../outside-path';

const mostFindings = 100;
/** Control characters, and those that turn the direction of what is shown. */
const deceptive = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

/** Names that stand twice for some programs, that lead out of the folder the archive is unpacked in, or that deceive the eye. */
export function nameFindings(entries: readonly ZipEntry[]): readonly ScanFinding[] {
  const seen = new Map<string, string>();
  const findings: ScanFinding[] = [];
  for (const { name, offset, unicodeName } of entries) {
    const add = (code: string, message: string): void =>
      void findings.push({ code: `zip/${code}`, verdict: 'suspicious', message, member: name, offset });
    const same = comparable(name);
    if (seen.has(same))
      add(
        'duplicate-member',
        'The archive holds two members of one name; programs disagree about which one they load.',
      );
    seen.set(same, name);
    if (unicodeName !== undefined && unicodeName !== name)
      add(
        'name-mismatch',
        'The archive lists this member by two names, of which some programs see the one and some the other.',
      );
    if (deceptive.test(name))
      add('odd-name', 'The name of this member holds characters that cannot be seen, so programs read it differently.');
    if (leadsOutside(name))
      add(
        'outside-path',
        'The name of this member leads out of the folder that the archive is unpacked in. Do not unpack it.',
      );
    if (findings.length > mostFindings) break;
  }
  return findings;
}

/** As the most careless program reads a name: to the first NUL, with either slash; on many disks in either case. */
function comparable(name: string): string {
  const plain = name
    .replace(/\0.*$/s, '')
    .replaceAll('\\', '/')
    .replace(/^(?:\.?\/)+/, '');
  return plain.endsWith('.py') ? plain : plain.toLowerCase();
}
