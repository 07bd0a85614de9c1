import { crc32 } from '../../bytes/crc32';
import type { ByteSource } from '../../bytes/source';
import { zipDirectory, type ZipEntry } from '../../bytes/zip';
import type { ScanFinding } from '../../domain/scan';
import { notReadOn, unread, type ScanContext } from '../scan-context';
import { scanContent } from './content';
import { zipMember } from './member';
import { formatOf, unreadList } from './recognize';

const mostMembers = 10_000;
/** Bytes of a tensor: they are copied, never interpreted. */
const tensor = /(?:^|\/)(?:data|constants|tensors|xl_model_weights)\/(?:\.?\d+|[\w.-]+\.storage)$/;
const mostSummed = 1 << 22;

/** Goes through all members of a zip archive that a loader interprets. */
export async function scanZip(source: ByteSource, context: ScanContext): Promise<readonly ScanFinding[]> {
  const directory = await zipDirectory(source);
  if (!directory) {
    return [
      unread(
        'zip/truncated',
        'This archive has no list of contents, so what it holds is not known. Download it again.',
      ),
    ];
  }
  const { entries, broken, prefix } = directory;
  const findings: ScanFinding[] = broken === undefined ? [] : [unread('zip/broken-list', unreadList)];
  if (prefix > 0)
    findings.push({
      code: 'zip/prefixed',
      verdict: 'suspicious',
      message:
        'Other bytes stand before the archive in this file, which hides it from programs that look only at its beginning.',
      offset: 0,
    });
  findings.push(...namesIn(entries));
  const format = formatOf(entries) ?? 'zip';
  for (const entry of entries.slice(0, mostMembers)) {
    if (entry.name.endsWith('/') && entry.size === 0) continue;
    findings.push(...(await scanMember(source, entry, format, context)));
  }
  if (entries.length > mostMembers) findings.push(notReadOn(0));
  return findings;
}

async function scanMember(
  source: ByteSource,
  entry: ZipEntry,
  format: string,
  context: ScanContext,
): Promise<readonly ScanFinding[]> {
  const { name } = entry;
  if (format === 'torch-zip' && tensor.test(name) && entry.method === 0 && !entry.isEncrypted) return [];
  const { content, findings } = await zipMember(source, entry, context.budget);
  if (!content || content.size === 0) return findings;
  const inside = (found: readonly ScanFinding[]): readonly ScanFinding[] =>
    found.map((finding) => ({ ...finding, member: finding.member ? `${name}!/${finding.member}` : name }));
  const all = [...findings];
  all.push(...inside(await scanContent(format, name, content, context)));

  if (content.size <= mostSummed && content.size === entry.size && context.budget.take(content.size)) {
    if (crc32(await content.read(0, content.size)) !== entry.crc)
      all.push({
        code: 'zip/wrong-checksum',
        verdict: 'suspicious',
        message: 'The checksum of this member is wrong, which makes some scanners skip it while loaders read it.',
        member: name,
        offset: entry.offset,
      });
  } else if (content.size !== entry.size) {
    all.push({ ...unread('zip/wrong-size', 'This member has another size than the archive says.'), member: name });
  }
  return all;
}

/** Names that stand twice, or that lead out of the folder the archive is unpacked in. */
function namesIn(entries: readonly ZipEntry[]): readonly ScanFinding[] {
  const seen = new Set<string>();
  const findings: ScanFinding[] = [];
  for (const { name, offset } of entries) {
    if (seen.has(name))
      findings.push({
        code: 'zip/duplicate-member',
        verdict: 'suspicious',
        message: 'The archive holds two members of one name; programs disagree about which one they load.',
        member: name,
        offset,
      });
    seen.add(name);
    if (/(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[a-zA-Z]:/.test(name))
      findings.push({
        code: 'zip/outside-path',
        verdict: 'suspicious',
        message: 'The name of this member leads out of the folder that the archive is unpacked in. Do not unpack it.',
        member: name,
        offset,
      });
    if (findings.length > 100) break;
  }
  return findings;
}
