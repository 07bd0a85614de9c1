import type { ScanFinding } from '../../domain/scan';
import { Findings } from '../findings';
import { hasEnding, type Recognized, type WeightFile } from '../format';
import { notReadOn, unread, type ScanContext } from '../scan-context';
import { templateFindings } from './findings';
import { textsInJson, textsInYaml, type NamedText } from './texts';

const longestText = 1 << 25;
const templateKey = /template/i;
const tags = /\{[%{#]/;
const inJson = /"\w*chat_template\w*"\s*:/;
const inYaml = /^[ \t-]*['"]?\w*chat_template\w*['"]?[ \t]*:/m;
const jinja = ['.jinja', '.jinja2', '.j2', '.template'];
const yaml = ['.yaml', '.yml'];

/** A chat template beside a model: in a file of its own, or in a description in JSON or YAML. */
export function chatTemplate(file: WeightFile): Recognized | undefined {
  const isYaml = hasEnding(file, ...yaml);
  const isAlone = hasEnding(file, ...jinja);
  if (!isYaml && !isAlone && !hasEnding(file, '.json')) return undefined;
  if (/(?:^|\/)(?:tokenizer_config|processor_config|chat_template)\.json$/i.test(file.path))
    return { format: 'chat-template' };
  const mark = isAlone ? tags : isYaml ? inYaml : inJson;
  return mark.test(new TextDecoder().decode(file.head)) ? { format: 'chat-template' } : undefined;
}

/** Follows the templates of a file; the rest of it is data. What another entry says in Jinja counts where it does harm. */
export async function scanChatTemplate(
  file: WeightFile,
  _: Recognized,
  { budget }: ScanContext,
): Promise<readonly ScanFinding[]> {
  const { source } = file;
  if (source.size > longestText || !budget.take(2 * source.size)) return [notReadOn(0)];
  const texts = textsIn(file, new TextDecoder().decode(await source.read(0, source.size)));
  if (!texts) return [unreadable];
  const findings = new Findings();
  for (const [path, text] of texts)
    if (tags.test(text))
      for (const finding of templateFindings(text, path))
        if (templateKey.test(path) || finding.verdict === 'dangerous') findings.add(finding);
  return findings.all;
}

const unreadable = unread(
  'template/unreadable',
  'This description of a model cannot be read, so what its chat template does is not known.',
);

function textsIn(file: WeightFile, text: string): readonly NamedText[] | undefined {
  if (hasEnding(file, ...jinja)) return [['chat_template', text]];
  try {
    return hasEnding(file, ...yaml) ? textsInYaml(text) : textsInJson(text);
  } catch {
    return undefined;
  }
}
