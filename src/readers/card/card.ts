import type { ReadProblem, Subject } from '../../domain/document';
import type { Reader } from '../reader';
import { YamlSource } from '../yaml-source';
import { bodyOf } from './body';
import { frontMatterOf, type FrontMatter } from './front-matter';
import { cardKind, type CardKind } from './kind';
import { mentionsIn } from './mentions';

/** The front matter of model, dataset and Space cards of the Hugging Face Hub. */
export const card: Reader = {
  kind: 'card',
  title: 'Cards of models and datasets (front matter of README.md)',
  files: ['**/README.md'],
  specification: 'https://huggingface.co/docs/hub/model-cards',
  gives: ['model', 'dataset', 'license'],
  byContent: 'It begins with front matter in YAML that has keys of a card.',
  read(text) {
    const frontMatter = frontMatterOf(text);
    const kind = frontMatter && cardKind(frontMatter.content.text);
    if (!frontMatter || !kind) return undefined;
    if (frontMatter.end === 'too-far') return { mentions: [], problems: [tooLarge(frontMatter)] };

    const yaml = new YamlSource(text, frontMatter.content);
    const problems = [...yaml.problems, ...yaml.duplicates(), ...misreadLanguages(yaml)];
    if (frontMatter.end === 'open') problems.unshift(notClosed(frontMatter));
    const subject = subjectOf(yaml, kind, frontMatter);
    return { mentions: mentionsIn(yaml, kind), problems, subject, body: bodyOf(text, frontMatter.content.end) };
  },
};

function subjectOf(yaml: YamlSource, kind: CardKind, { content }: FrontMatter): Subject {
  const described = { start: content.start, end: content.end };
  if (kind === 'space') return { kind: 'application', described };
  const name = yaml.scalar(yaml.top('model_name'));
  return { kind, described, ...(name && { name }) };
}

/** `no` for Norwegian: https://yaml.org/type/bool.html, by which Python reads cards. */
function misreadLanguages(yaml: YamlSource): readonly ReadProblem[] {
  return yaml.items(yaml.top('language')).flatMap((item) => {
    const language = yaml.scalar(item);
    if (!language || !/^no$/i.test(language.text) || yaml.spanOf(item)?.start !== language.start) return [];
    const message = `Python reads "${language.text}" as false here, not as Norwegian. Put it in quotes.`;
    return [{ code: 'yaml-boolean', message, start: language.start, end: language.end }];
  });
}

function notClosed({ opening: { start, end } }: FrontMatter): ReadProblem {
  const message = 'The front matter that begins here has no closing "---" line, so the Hub will not read it. Add one.';
  return { code: 'yaml-not-closed', message, start, end };
}

function tooLarge({ opening: { start, end } }: FrontMatter): ReadProblem {
  return {
    code: 'too-large',
    message: 'The front matter that begins here is longer than 1 MB, so it was not read.',
    start,
    end,
  };
}
