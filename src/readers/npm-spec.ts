import type { PackageMention } from '../domain/mention';
import type { Slice } from '../text/place';
import { partOf } from './hub-mention';
import { packageMention } from './package-mention';

/**
 * A package as `npx` takes it: `name`, `@scope/name`, with `@version`, a range or a tag behind it. A range or tag has
 * no clauses, since it settles nothing. https://github.com/npm/cli/blob/latest/docs/lib/content/using-npm/package-spec.md
 */
export function npmSpec(spec: Slice): PackageMention | undefined {
  const found = /^((?:@[a-z0-9~][\w.~-]*\/)?[a-z0-9~][\w.~-]*)(?:@([^\s@/:]+))?$/i.exec(spec.text.slice(0, 500));
  const name = found && partOf(spec, 0, found[1]!.length);
  if (!found || !name || /\.[cm]?[jt]s$/.test(name.text)) return undefined;
  const version = found[2] === undefined ? undefined : partOf(spec, found[1]!.length + 1);
  const isExact = version !== undefined && /^v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(version.text);
  const clauses = isExact ? [{ operator: '==', version }] : [];
  return packageMention(name, { ecosystem: 'npm', specifier: version, clauses, whole: spec });
}
