import { isAlias, isScalar, parseAllDocuments, visit } from 'yaml';
import type { ScanFinding } from '../../domain/scan';
import { Findings } from '../findings';
import { isDeed, standingOf } from '../pickle/standing';
import { unread } from '../scan-context';

const targetName = /^([\w.]+)\.(\w+)$/;
const longestShown = 100;

/**
 * What a configuration would have built: Hydra imports what stands under `_target_`, and calls it (CVE-2025-23304).
 * https://hydra.cc/docs/advanced/instantiate_objects/overview
 */
export function scanHydra(text: string): readonly ScanFinding[] {
  const findings = new Findings();
  try {
    for (const document of parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' })) {
      if (document.errors.length > 0) findings.add(unreadable);
      visit(document, {
        Pair(_, { key, value }) {
          if (!isScalar(key) || key.value !== '_target_') return;
          const target: unknown = isAlias(value) ? value.resolve(document) : value;
          if (isScalar(target) && typeof target.value === 'string')
            for (const one of judged(target.value)) findings.add(one);
        },
      });
    }
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof ReferenceError)) throw error;
    findings.add(unreadable);
  }
  return findings.all;
}

const unreadable = unread(
  'hydra/unreadable',
  'The configuration of this model is no YAML that can be read here, so what it builds is not known.',
);

function judged(target: string): readonly ScanFinding[] {
  const [, module, name] = targetName.exec(target) ?? [];
  if (module === undefined || name === undefined) return [];
  const standing = standingOf(module, name);
  const isHarmful =
    standing === 'dangerous' || standing === 'maker' || standing === 'python' || (standing === 'tool' && isDeed(name));
  if (!isHarmful && standing !== 'foreign') return [];
  const shown = JSON.stringify(target.slice(0, longestShown));
  return [
    {
      code: isHarmful ? 'hydra/harmful-target' : 'hydra/foreign-target',
      verdict: isHarmful ? 'dangerous' : 'suspicious',
      message: isHarmful
        ? `The configuration of this model calls ${shown} when the model is loaded. Do not load it.`
        : `The configuration of this model calls ${shown} when the model is loaded; what that does is not known. Load it only if you trust its maker.`,
      data: { target: target.slice(0, 2 * longestShown) },
    },
  ];
}
