import { rule } from '../rule';
import { reasonOf } from './reason';
import { weightsAndNamers, weightsSpokenOf } from './spoken-of';

/** What cannot be read cannot be called safe: encryption and rare packings hide from scanners what loaders still run. */
export const unknown = rule({
  id: 'weights/unknown',
  title: 'What a weight file does when it is loaded cannot be told',
  severity: 'warning',
  fix: 'none',
  reads: weightsAndNamers,
  messages: { unknown: '{reason}{more}' },
  check(document, { known, report }) {
    for (const spoken of weightsSpokenOf(document, known)) {
      const { facts, where, subject, related } = spoken;
      if (facts.scan === undefined || facts.scan.verdict === 'dangerous') continue;
      const reason = reasonOf(
        facts.scan.findings.filter(({ code }) => hides.has(code)),
        spoken,
      );
      if (reason) report(where, 'unknown', reason, { subject, related });
    }
  },
});

/** What keeps a whole file from being read. That a format is not examined yet is no fault of the file. */
const hides: ReadonlySet<string> = new Set([
  'weights/changed-while-read',
  'weights/limit',
  'weights/scan-crashed',
  'weights/scan-out-of-memory',
  'weights/scan-timeout',
  'zip/encrypted',
  'zip/unknown-method',
  'zip/bomb',
  'archive/unusual',
  'packed/unknown',
  'packed/unsupported',
  '7z/unsupported',
  'tar/unsupported',
  'hdf5/unsupported',
  'hydra/unreadable',
  'keras/limit',
  'skops/limit',
  'msgpack/extension',
  'safetensors/too-large',
  'safetensors/unknown-type',
  'gguf/unknown-type',
]);
