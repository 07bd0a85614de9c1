import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node, Pair, YAMLMap } from 'yaml';
import type { ReadProblem } from '../domain/document';
import type { Severity } from '../domain/finding';
import { placeTooDeep, yamlProblem } from '../readers/yaml-problem';
import type { Span } from '../text/place';

/** What a project has decided, in its `weighbridge.yaml`. The nearest one up from a file counts for it, alone. */
export interface Policy {
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  /** Globs relative to the folder of the policy file. */
  readonly exclude: readonly string[];
  readonly use: IntendedUse | undefined;
  readonly network: 'off' | 'on';
  /** Whether every package of a requirements file has to have hashes. */
  readonly hashes: 'optional' | 'required';
  /** Where an update of the advisories reads them: a URL, or a path relative to the folder of the policy file. */
  readonly advisorySource: string | undefined;
  readonly ignore: readonly IgnoreEntry[];
}

/** A finding that people decided to live with, and why. */
export interface IgnoreEntry {
  readonly rule: string;
  /** Glob relative to the folder of the policy file; everything where absent. */
  readonly path?: string;
  /** The purl of the component that it is about, with or without version. */
  readonly subject?: string;
  readonly reason: string;
  /** The last day on which it counts, ISO 8601. */
  readonly until?: string;
  readonly span: Span;
}

/** What the result is for; decides which license terms matter. */
export const intendedUses = ['commercial', 'internal', 'research', 'personal'] as const;
export type IntendedUse = (typeof intendedUses)[number];

export const policyFileNames = ['weighbridge.yaml', 'weighbridge.yml'] as const;
export const ruleLevels = ['off', 'info', 'warning', 'error'] as const;

/** In UTF-16 code units. */
const maxPolicyLength = 1 << 20;
const mostProblems = 100;

export function isPolicyFile(name: string): boolean {
  return (policyFileNames as readonly string[]).includes(name);
}

export const noPolicy: Policy = {
  ...{ rules: new Map(), exclude: [], use: undefined, ignore: [] },
  ...{ network: 'off', hashes: 'optional', advisorySource: undefined },
};

/** Keys and what they mean; also feeds completion and the JSON schema. */
export const policyKeys = {
  rules: 'Severity by rule: off, info, warning or error.',
  exclude: 'Globs, relative to this file, of what is neither checked nor listed.',
  use: 'What the project is for: commercial, internal, research or personal. Decides which license terms matter.',
  network: 'Whether look-ups on the network are allowed: off (the default) or on.',
  hashes: 'Whether every package of a requirements file has to have hashes: optional (the default) or required.',
  advisories: 'Where "weighbridge update" reads advisories, if not from OSV itself.',
  ignore: 'Findings to live with, each with a reason and, if you like, a last day.',
} as const;

export const advisoryKeys = {
  source:
    'An export of OSV records for PyPI: the URL or path of an all.zip, or the path of a folder. Paths are relative to this file.',
} as const;

export const ignoreKeys = {
  rule: 'The id of the rule.',
  path: 'A glob relative to this file; without it, everywhere.',
  subject: 'The package URL of the component, with or without version.',
  reason: 'Why this is acceptable. Required.',
  until: 'The last day on which this counts, such as 2027-01-31.',
} as const;

/** Reads a policy. What is wrong in it becomes a problem and is left out; the rest counts. */
export function readPolicy(
  text: string,
  ruleIds: ReadonlySet<string>,
): { policy: Policy; problems: readonly ReadProblem[] } {
  const problems: ReadProblem[] = [];
  const report = (code: string, message: string, { start, end }: Span): void => {
    if (problems.length < mostProblems) problems.push({ code, message, start, end });
  };
  const unreadable = whyUnreadable(text);
  if (unreadable) return { policy: noPolicy, problems: [unreadable] };
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
  for (const { code, pos } of document.errors) {
    const { message, ...problem } = yamlProblem(code, { start: pos[0], end: Math.min(pos[1], text.length) });
    report(problem.code, message, problem);
  }

  const rules = new Map<string, Severity | 'off'>();
  const exclude: string[] = [];
  const ignore: IgnoreEntry[] = [];
  let use: IntendedUse | undefined;
  let network: Policy['network'] = 'off';
  let hashes: Policy['hashes'] = 'optional';
  let advisorySource: string | undefined;

  if (isMap(document.contents)) {
    for (const pair of entries(document.contents, policyKeys)) {
      if (pair.key === 'rules') readRules(pair);
      else if (pair.key === 'exclude') for (const glob of strings(pair)) exclude.push(glob);
      else if (pair.key === 'use') use = oneOf(pair, intendedUses);
      else if (pair.key === 'network') network = oneOf(pair, ['off', 'on']) ?? 'off';
      else if (pair.key === 'hashes') hashes = oneOf(pair, ['optional', 'required']) ?? 'optional';
      else if (pair.key === 'advisories') readAdvisories(pair);
      else readIgnores(pair);
    }
  } else if (document.contents && !isEmpty(document.contents) && document.errors.length === 0) {
    report(
      'policy-value',
      'A policy is a map of settings, such as "network: off".',
      spanOf(document.contents, { start: 0, end: 0 }),
    );
  }
  return { policy: { rules, exclude, use, network, hashes, advisorySource, ignore }, problems };

  function readRules({ value, span }: Entry): void {
    if (!isMap(value)) return expected(value, span, 'a map from rule ids to severities');
    for (const { key, value: level, keySpan, span: at } of entries(value)) {
      if (!ruleIds.has(key))
        report('policy-unknown-rule', `There is no rule "${cut(key)}". "weighbridge rules" lists them all.`, keySpan);
      else {
        const severity = oneOf({ value: level, span: at }, ruleLevels);
        if (severity) rules.set(key, severity);
      }
    }
  }

  function readAdvisories({ value, span }: Entry): void {
    if (!isMap(value)) return expected(value, span, 'a map with "source"');
    for (const entry of entries(value, advisoryKeys)) {
      const source = scalar(entry)?.trim();
      const isSource = source !== undefined && source !== '' && !/^(?!https?:)[a-z][a-z0-9+.-]+:/i.test(source);
      if (isSource) advisorySource = source;
      else if (source !== undefined)
        report('policy-value', 'The source of advisories is a path, or a URL that begins with https:.', entry.span);
    }
  }

  function readIgnores({ value, span }: Entry): void {
    if (!isSeq(value)) return expected(value, span, 'a list of findings to ignore');
    for (const item of value.items as Node[]) {
      if (!isMap(item)) expected(item, spanOf(item, span), 'a map with "rule" and "reason"');
      else readIgnore(item, spanOf(item, span));
    }
  }

  function readIgnore(map: YAMLMap, span: Span): void {
    const found: Record<string, string> = {};
    for (const entry of entries(map, ignoreKeys)) {
      const text = scalar(entry);
      if (text !== undefined) found[entry.key] = text;
    }
    const { rule, path, subject, reason, until } = found;
    if (rule === undefined || !ruleIds.has(rule)) {
      report(
        'policy-unknown-rule',
        `An entry needs the id of a rule${rule === undefined ? '' : `; there is none named "${cut(rule)}"`}.`,
        span,
      );
    } else if (!reason?.trim()) {
      report('policy-no-reason', `Say why ${rule} may be ignored: without a reason this entry does not count.`, span);
    } else if (until !== undefined && !isDay(until)) {
      report('policy-value', '"until" is a day such as 2027-01-31; this entry does not count until it is.', span);
    } else {
      ignore.push({
        rule,
        ...(path !== undefined && { path }),
        ...(subject !== undefined && { subject }),
        reason,
        ...(until !== undefined && { until }),
        span,
      });
    }
  }

  function* entries(map: YAMLMap, known?: Readonly<Record<string, string>>): Generator<Entry> {
    const seen = new Set<string>();
    for (const { key, value } of map.items as Pair<Node, Node | null>[]) {
      const keySpan = spanOf(key, { start: 0, end: 0 });
      const name = isScalar(key) ? String(key.value) : '';
      if (seen.has(name)) {
        report('yaml-duplicate-key', `"${cut(name)}" stands here a second time; only the first counts.`, keySpan);
        continue;
      }
      seen.add(name);
      if (known && !Object.hasOwn(known, name)) {
        report(
          'policy-unknown-key',
          `"${cut(name)}" is not a setting. Known here: ${Object.keys(known).join(', ')}.`,
          keySpan,
        );
      } else yield { key: name, value, keySpan, span: spanOf(value, keySpan) };
    }
  }

  function strings({ value, span }: Entry): string[] {
    if (!isSeq(value)) {
      expected(value, span, 'a list of globs');
      return [];
    }
    return (value.items as Node[]).flatMap((item) => scalar({ value: item, span: spanOf(item, span) }) ?? []);
  }

  function oneOf<T extends string>(entry: Pick<Entry, 'value' | 'span'>, allowed: readonly T[]): T | undefined {
    const text = scalar(entry);
    if (text === undefined) return undefined;
    const match = allowed.find((word) => word === text);
    if (match === undefined) report('policy-value', `"${cut(text)}" is not one of: ${allowed.join(', ')}.`, entry.span);
    return match;
  }

  /** A scalar as text. YAML 1.1 habits are understood: a Boolean stands for `on` and `off`. */
  function scalar({ value, span }: Pick<Entry, 'value' | 'span'>): string | undefined {
    if (isScalar(value) && value.value !== null) {
      if (typeof value.value === 'boolean') return value.value ? 'on' : 'off';
      return value.source ?? '';
    }
    expected(value, span, 'a plain value');
    return undefined;
  }

  function expected(value: Node | null, span: Span, what: string): void {
    const found = isAlias(value) ? ' (aliases are not followed here)' : '';
    report('policy-value', `Expected ${what}${found}.`, span);
  }
}

/** Whether a text is a day of the calendar, such as 2027-01-31. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isEmpty(node: Node): boolean {
  return isScalar(node) && node.value === null;
}

function whyUnreadable(text: string): ReadProblem | undefined {
  if (text.length > maxPolicyLength) {
    const message = `This policy has more than ${maxPolicyLength} characters, so it does not count.`;
    return { code: 'too-large', message, start: 0, end: 0 };
  }
  const tooDeep = placeTooDeep(text);
  return tooDeep === undefined ? undefined : yamlProblem('RESOURCE_EXHAUSTION', { start: tooDeep, end: tooDeep + 1 });
}

interface Entry {
  readonly key: string;
  readonly value: Node | null;
  readonly keySpan: Span;
  readonly span: Span;
}

function spanOf(node: Node | null, otherwise: Span): Span {
  return node?.range ? { start: node.range[0], end: node.range[1] } : otherwise;
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
