import type { Reading } from '../../domain/document';
import type { Mention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { mappedSlice, packageMention } from '../package-mention';
import { readOptions, settingOf, type Option } from '../requirements/options';
import { readRequirement } from '../requirements/requirement-line';

/** A line for pip in another file's list: a requirement with its options, or options such as `-r more.txt`. */
export function pipLine(written: Slice, text: string): Reading {
  const line = mappedSlice(written, text).trimmed();
  const optionsAt = line.text.search(/(?:^|\s)-/);
  const { options, problems } =
    optionsAt < 0 ? { options: [], problems: [] } : readOptions(line.part(optionsAt).trimmed());
  const editable = options.find(({ role }) => role === 'editable');
  const before = optionsAt < 0 ? line : line.part(0, optionsAt).trimmed();
  const asked = before.length > 0 ? before : editable?.value;
  if (!asked || asked.length === 0) return { mentions: options.flatMap(setting), problems };
  const read = readRequirement(asked, before.length === 0);
  const hashes = options.flatMap(({ role, value }) => (role === 'hash' && value ? [value.slice()] : []));
  const { name, ...said } = read.said ?? {};
  const mention = name && packageMention(name, { ...said, hashes, editable: before.length === 0, whole: line.span() });
  return { mentions: mention ? [mention] : [], problems: [...problems, ...read.problems] };
}

/** What an option says of other files and indexes. */
function setting(option: Option): readonly Mention[] {
  const { role, value } = option;
  if (role !== 'requirements' && role !== 'constraints') return settingOf(option);
  return value && value.length > 0 ? [{ kind: 'include', path: value.slice(), as: role }] : [];
}
