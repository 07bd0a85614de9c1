import { enginePath } from '../host/node';
import type { Host } from '../host/ports';
import { UsageError } from './command';

const maxSize = 64 << 20;

/** The fingerprints in an earlier `check --format json`: findings that are known already. Fails with a `UsageError`. */
export async function readBaseline(host: Host, file: string): Promise<ReadonlySet<string>> {
  const bytes = await host.files.read(enginePath(file), maxSize).catch(() => undefined);
  if (!bytes) throw new UsageError(`the baseline ${file} could not be read.`);
  const findings = findingsIn(new TextDecoder().decode(bytes));
  if (!findings) throw new UsageError(`${file} is not a result of "weighbridge check --format json".`);
  return new Set(findings);
}

function findingsIn(text: string): readonly string[] | undefined {
  try {
    const report = JSON.parse(text) as { findings?: unknown };
    if (!Array.isArray(report.findings)) return undefined;
    return report.findings.flatMap((finding: { fingerprint?: unknown }) =>
      typeof finding.fingerprint === 'string' ? [finding.fingerprint] : [],
    );
  } catch {
    return undefined;
  }
}
