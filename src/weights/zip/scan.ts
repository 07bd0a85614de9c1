import { crc32 } from '../../bytes/crc32';
import type { ByteSource } from '../../bytes/source';
import { windowed } from '../../bytes/windowed';
import { zipDirectory, type ZipEntry } from '../../bytes/zip';
import { verdictOf, type ScanFinding } from '../../domain/scan';
import { within } from '../findings';
import { notReadOn, unread, type ScanContext } from '../scan-context';
import { foundIn } from '../unpacking';
import { linkFaults, Links } from '../links';
import { scanContent } from './content';
import { layoutOf } from './layout';
import { zipMember } from './member';
import { nameFindings } from './names';
import { formatOf, unreadList } from './recognize';

/** How many times its own size the members of an archive may come to, as some are listed twice. */
const mostShared = 2;
const mostFindings = 1000;
/** Bytes of a tensor: they are copied, never interpreted. */
const tensor = /(?:^|\/)(?:data|constants|tensors|xl_model_weights)\/(?:\.?\d+|[\w.-]+\.storage)$/;
const mostSummed = 1 << 22;
const longestTarget = 4096;

/** Goes through all members of a zip archive that a loader interprets. */
export async function scanZip(file: ByteSource, context: ScanContext): Promise<readonly ScanFinding[]> {
  const source = windowed(file);
  const directory = await zipDirectory(source);
  if (!directory) {
    return [
      unread(
        'zip/truncated',
        'This archive has no list of contents, so what it holds is not known. Download it again.',
      ),
    ];
  }
  const { entries, broken } = directory;
  const findings: ScanFinding[] = broken === undefined ? [] : [unread('zip/broken-list', unreadList)];
  const { findings: layout, unlisted } = await layoutOf(source, directory);
  findings.push(...layout, ...nameFindings(entries));
  const format = formatOf(entries) ?? 'zip';
  const links = new Links();
  let room = mostShared * file.size;
  for (const entry of [...entries, ...unlisted]) {
    if ((room -= Math.min(entry.packedSize, file.size)) < 0) return [...findings, notReadOn(entry.offset)];
    if (entry.name.endsWith('/') && entry.size === 0) continue;
    if (findings.length > mostFindings && verdictOf(findings) === 'dangerous') return findings;
    findings.push(...(await scanMember(source, entry, format, context, links)));
  }
  return findings;
}

async function scanMember(
  source: ByteSource,
  entry: ZipEntry,
  format: string,
  context: ScanContext,
  links: Links,
): Promise<readonly ScanFinding[]> {
  const { name } = entry;
  const { content, sum, findings } = await zipMember(source, entry, context.budget);
  if (format === 'torch-zip' && tensor.test(name) && entry.method === 0 && !entry.isEncrypted)
    return entry.size === entry.packedSize ? findings : [...findings, wrongSize(name)];
  if (!content) return findings;
  if (content.size === 0) return entry.size === 0 ? findings : [...findings, wrongSize(name)];
  const all = [...(await linkFindings(entry, content, links))];
  all.push(...within(name, await scanContent(format, name, content, context)));
  if (content.size !== entry.size) all.push(...(verdictOf(findings) === 'unknown' ? [] : [wrongSize(name)]));
  else if ((sum ?? (await shortSum(content, context)) ?? entry.crc) !== entry.crc)
    all.push({
      code: 'zip/wrong-checksum',
      verdict: 'suspicious',
      message: 'The checksum of this member is wrong, which makes some scanners skip it while loaders read it.',
      member: name,
      offset: entry.offset,
    });
  return [...findings, ...(await foundIn(content, all, entry.offset, name))];
}

/** Of what is not packed and short: long ones are mostly tensors. */
async function shortSum(content: ByteSource, { budget }: ScanContext): Promise<number | undefined> {
  return content.size <= mostSummed && budget.take(content.size)
    ? crc32(await content.read(0, content.size))
    : undefined;
}

/** Who unpacks the archive may make links of what loaders take for files. */
async function linkFindings(
  { name, offset, isLink }: ZipEntry,
  content: ByteSource,
  links: Links,
): Promise<readonly ScanFinding[]> {
  const through = links.on(name);
  const target = isLink ? new TextDecoder().decode(await content.read(0, Math.min(content.size, longestTarget))) : '';
  const fault = isLink ? links.add(name, target) : undefined;
  return [through, fault].flatMap((one) =>
    one ? [{ code: `zip/${one}`, verdict: 'suspicious', message: linkFaults[one], member: name, offset }] : [],
  );
}

function wrongSize(member: string): ScanFinding {
  return { ...unread('zip/wrong-size', 'This member has another size than the archive says.'), member };
}
