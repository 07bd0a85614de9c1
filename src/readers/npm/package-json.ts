import type { Subject } from '../../domain/document';
import type { Mention, PackageMention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { JsonSource, type JsonEntry } from '../json-source';
import { licenseMention, packageMention } from '../package-mention';
import type { Reader } from '../reader';

const lists: readonly (readonly [key: string, group?: string])[] = [
  ['dependencies'],
  ['devDependencies', 'dev'],
  ['optionalDependencies', 'optional'],
  ['peerDependencies', 'peer'],
];

/** Projects of npm. */
export const packageJson: Reader = {
  kind: 'package-json',
  title: 'Projects of npm (package.json)',
  files: ['**/package.json'],
  specification: 'https://github.com/npm/cli/blob/latest/docs/lib/content/configuring-npm/package-json.md',
  gives: ['package', 'runtime', 'license'],
  read(text) {
    const json = new JsonSource(text);
    if (json.root && json.root.type !== 'object') return undefined;
    const packages = lists.flatMap(([key, group]) =>
      json.entries(json.top(key)).flatMap((entry) => required(json, entry, group)),
    );
    const subject = subjectOf(json);
    return {
      mentions: [...packages, ...runtimes(json), ...licenses(json)],
      problems: [...json.problems, ...json.duplicates()],
      ...(subject && { subject }),
    };
  },
};

/** An entry is `name: range`; `npm:other@range` brings in another package under this name, and a URL or path one from elsewhere. */
function required(json: JsonSource, { key, value }: JsonEntry, group: string | undefined): readonly PackageMention[] {
  const asked = json.string(value);
  const whole = { start: key.start - 1, end: (json.spanOf(value) ?? key).end };
  const about = { ecosystem: 'npm', group, whole } as const;
  if (!asked) return [packageMention(key, about)];
  const alias = /^npm:((?:@[^/@]+\/)?[^/@]+)(?:@(.*))?$/.exec(asked.text);
  if (alias) {
    const start = asked.start + 'npm:'.length;
    const name = { text: alias[1]!, start, end: start + alias[1]!.length };
    const range = alias[2] ? { text: alias[2], start: name.end + 1, end: asked.end } : undefined;
    return [packageMention(name, { ...about, ...versions(range) })];
  }
  const isElsewhere = /^(?:[a-z+]+:|\.{0,2}\/|~\/)|^[\w.-]+\/[\w.-]+(?:#|$)/i.test(asked.text);
  return [packageMention(key, { ...about, ...(isElsewhere ? { url: asked } : versions(asked)) })];
}

/** Only a whole version is a clause: what ranges mean is npm's own (https://github.com/npm/node-semver#ranges). */
function versions(range: Slice | undefined): Partial<PackageMention> {
  if (!range || range.text.trim() === '') return {};
  const exact = /^(\s*[=v]*\s*)(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?)\s*$/.exec(range.text);
  if (!exact) return { specifier: range };
  const start = range.start + exact[1]!.length;
  const version = { text: exact[2]!, start, end: start + exact[2]!.length };
  return { specifier: range, clauses: [{ operator: '==', version }] };
}

function runtimes(json: JsonSource): readonly Mention[] {
  const specifier = json.string(json.top('engines', 'node'));
  return specifier ? [{ kind: 'runtime', language: 'node', specifier }] : [];
}

/** `license` is an SPDX expression; older packages have an object or a list of them, with a `type`. */
function licenses(json: JsonSource): readonly Mention[] {
  const declared = [...json.items(json.top('license')), ...json.items(json.top('licenses'))];
  return declared.flatMap((one) => {
    const id = json.string(one) ?? json.string(json.valueOf(one, 'type'));
    return id ? [licenseMention(id)] : [];
  });
}

function subjectOf(json: JsonSource): Subject | undefined {
  const described = json.spanOf(json.root);
  const name = json.string(json.top('name'));
  return described && { kind: 'application', described, ...(name && { name }) };
}
