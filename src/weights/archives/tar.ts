import { ByteError } from '../../bytes/cursor';
import { partOf, type ByteSource } from '../../bytes/source';
import { tarEntries, type TarEntry } from '../../bytes/tar';
import { windowed } from '../../bytes/windowed';
import type { ScanFinding } from '../../domain/scan';
import { broughtCode } from '../brought-code';
import { Findings, within } from '../findings';
import { linkFaults, Links } from '../links';
import { leadsOutside } from '../outside-path';
import { notReadOn, unread, type ScanContext } from '../scan-context';
import { scanHydra } from './hydra';

/** All names together, as they are kept to notice what stands twice. */
const longestNames = 1 << 26;
const longestConfig = 1 << 21;

/**
 * Goes through the entries of a tar archive, as PyTorch before 0.1.10 and NeMo keep their models. `pickles` says that what has no
 * name of its own kind is a pickle.
 */
export async function scanTar(
  file: ByteSource,
  context: ScanContext,
  { pickles = false } = {},
): Promise<readonly ScanFinding[]> {
  const source = windowed(file);
  const findings = new Findings();
  const seen = new Set<string>();
  let namesLength = 0;
  const links = new Links();
  try {
    for await (const entry of tarEntries(source)) {
      if ((namesLength += entry.name.length) > longestNames) throw new ByteError('too-large', entry.offset);
      for (const finding of disagreements(entry, seen, links)) findings.add(finding);
      seen.add(entry.name);
      if (entry.kind !== 'file' || entry.size === 0) continue;
      const content = partOf(source, entry.offset, entry.size);
      const name = pickles && !/\.\w+$/.test(entry.name) ? `${entry.name}.pkl` : entry.name;
      const found = [
        ...(await broughtCode(name, content)),
        ...(/\.ya?ml$/i.test(name) ? await config(content, context) : await context.nested(content, name)),
      ];
      for (const finding of within(entry.name, found)) findings.add(finding);
    }
  } catch (error) {
    if (!(error instanceof ByteError)) throw error;
    findings.add(broken(error));
  }
  return findings.all;
}

async function config(content: ByteSource, { budget }: ScanContext): Promise<readonly ScanFinding[]> {
  if (content.size > longestConfig || !budget.take(content.size)) return [notReadOn(0)];
  return scanHydra(new TextDecoder().decode(await content.read(0, content.size)));
}

/** What programs that unpack the archive would put elsewhere, or disagree about. */
function disagreements(
  { name, kind, target, otherSize, offset }: TarEntry,
  seen: ReadonlySet<string>,
  links: Links,
): readonly ScanFinding[] {
  const found: ScanFinding[] = [];
  const add = (code: string, message: string): void =>
    void found.push({ code: `tar/${code}`, verdict: 'suspicious', message, member: name, offset });
  if (leadsOutside(name))
    add(
      'outside-path',
      'The name of this member leads out of the folder that the archive is unpacked in. Do not unpack it.',
    );
  const through = links.on(name) ?? (kind === 'hard-link' ? links.on(target) : undefined);
  const leads = kind === 'link' ? links.add(name, target) : kind === 'hard-link' ? links.hard(target) : undefined;
  for (const fault of new Set([through, leads])) if (fault) add(fault, linkFaults[fault]);
  if (kind === 'device') add('device', 'This member is a device, which no model needs. Do not unpack it.');
  if (seen.has(name))
    add('duplicate-member', 'The archive holds two members of one name; programs disagree about which one they load.');
  if (otherSize !== undefined)
    add('size-mismatch', 'The archive gives two sizes for this member, so programs disagree about what it holds.');
  return found;
}

function broken({ code, offset }: ByteError): ScanFinding {
  if (code === 'too-large') return notReadOn(offset);
  const message =
    code === 'unsupported'
      ? 'This tar archive holds a kind of member that is not read here, so what follows is not known.'
      : 'This tar archive breaks off, so what follows is not known. Download it again.';
  return { ...unread(`tar/${code}`, message), offset };
}
