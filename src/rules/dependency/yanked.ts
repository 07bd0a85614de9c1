import { exactVersion } from '../../domain/exact-version';
import type { ReleaseFacts } from '../../domain/knowledge';
import { packagePurl } from '../../packaging/purl';
import { rule } from '../rule';
import { cleanAbove } from './good-versions';
import { nameAndVersion } from './name-and-version';
import { oneLine } from './one-line';
import { originIn } from './origin';
import { packageFiles } from './package-files';
import { upgradeAdvice, upgradePin } from './upgrade';

/** A release is taken back because it is broken or unsafe, but whoever asks for exactly that one still gets it. */
export const yanked = rule({
  id: 'dependency/yanked',
  title: 'The release that is asked for was taken back by its makers',
  severity: 'warning',
  fix: 'suggested',
  reads: packageFiles,
  messages: {
    yanked:
      '{name} {version} was taken back by its makers{reason} (according to {source}, as of {asOf}). {advice}{origin}',
  },
  check(document, { known, report }) {
    for (const mention of document.mentions('package')) {
      const { ecosystem, name, url } = mention;
      const version = url ? undefined : exactVersion(mention);
      const found = version === undefined ? undefined : known.release(ecosystem, name.text, version);
      if (version === undefined || found?.yanked === undefined) continue;
      const fix = cleanAbove(known, mention, version);
      const { related, ...origin } = originIn(document, mention, known);
      report(
        nameAndVersion(mention),
        'yanked',
        {
          ...{ name: name.text, version, reason: reasonIn(found), source: found.source, asOf: found.asOf.slice(0, 10) },
          ...{
            advice: fix === undefined ? 'Choose another version.' : upgradeAdvice(document, mention, fix),
            fixed: fix,
          },
          ...origin,
        },
        {
          subject: packagePurl(ecosystem, name.text, version),
          related,
          fixes: fix === undefined ? [] : upgradePin(document, mention, fix),
        },
      );
    }
  },
});

function reasonIn({ yanked: reason }: ReleaseFacts): string {
  return typeof reason === 'string' && reason.trim() !== '' ? `: "${oneLine(reason)}"` : '';
}
