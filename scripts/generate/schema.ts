import { advisoryKeys, ignoreKeys, intendedUses, policyKeys, ruleLevels } from '../../src/project/policy';
import type { RuleMeta } from '../../src/rules/rule';

/** The JSON schema (draft-07) of `weighbridge.yaml`. Each setting has the words that an editor shows on hover. */
export function policySchema(rules: readonly RuleMeta[]): string {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Weighbridge policy',
    description: 'What a project has decided about its AI supply chain. The nearest file up from a file counts for it.',
    type: 'object',
    additionalProperties: false,
    properties: settings(rules),
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** One schema a setting; a setting of the engine without one, or the reverse, is a type error. */
function settings(rules: readonly RuleMeta[]): Record<keyof typeof policyKeys, object> {
  return {
    rules: {
      description: policyKeys.rules,
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(rules.map((rule) => [rule.id, level(rule)])),
    },
    exclude: { description: policyKeys.exclude, type: 'array', items: { type: 'string', minLength: 1 } },
    use: { description: policyKeys.use, enum: intendedUses },
    network: { description: policyKeys.network, enum: ['off', 'on'], default: 'off' },
    hashes: { description: policyKeys.hashes, enum: ['optional', 'required'], default: 'optional' },
    advisories: {
      description: policyKeys.advisories,
      type: 'object',
      additionalProperties: false,
      properties: { source: { description: advisoryKeys.source, type: 'string', minLength: 1 } },
    },
    ignore: {
      description: policyKeys.ignore,
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['rule', 'reason'],
        properties: ignoreEntry(rules),
      },
    },
  };
}

function level({ title, severity, id }: RuleMeta): object {
  return {
    description: `${title}. Default: ${severity}. Page: docs/rules/${id}.md`,
    enum: ruleLevels,
    default: severity,
  };
}

function ignoreEntry(rules: readonly RuleMeta[]): Record<keyof typeof ignoreKeys, object> {
  const text = { type: 'string', minLength: 1 };
  return {
    rule: {
      description: ignoreKeys.rule,
      enum: rules.map(({ id }) => id),
      enumDescriptions: rules.map(({ title }) => title),
    },
    path: { description: ignoreKeys.path, ...text },
    subject: { description: ignoreKeys.subject, ...text, pattern: '^pkg:' },
    reason: { description: ignoreKeys.reason, ...text, pattern: '\\S' },
    until: { description: ignoreKeys.until, type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
  };
}
