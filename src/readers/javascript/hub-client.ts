import type { SyntaxNode } from '@lezer/common';
import type { Mention, ModelMention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { datasetNamed, modelNamed, partOf } from '../hub-mention';
import { isHubName } from '../hub-name';
import type { JavaScriptFile } from './file';

const downloads = /(?<![\w$])(?:downloadFile(?:ToCacheDir)?|snapshotDownload|fileDownloadInfo|listFiles)(?=\s*\()/g;
/** The tasks of the inference client, and their streams. */
const tasks =
  /(?<=\.\s*)(?:(?:textGeneration|chatCompletion)(?:Stream)?|featureExtraction|summarization|translation|fillMask|(?:text|tokenCl|zeroShot|audio|image|tabular)\w*|questionAnswering|sentenceSimilarity|automaticSpeechRecognition|objectDetection|visualQuestionAnswering|documentQuestionAnswering)(?=\s*\()/g;

/** Whether a text may use the Hub's own clients. */
export function mayUseHub(text: string): boolean {
  return /["'`/]@huggingface\/(?:hub|inference)\b/.test(text);
}

/**
 * What a file downloads from the Hub, and the hosted models that it asks.
 * https://huggingface.co/docs/huggingface.js/index
 */
export function hubCalls(file: JavaScriptFile): readonly Mention[] {
  const loads = file.text.includes('@huggingface/hub')
    ? callsOf(downloads, file).flatMap((call) => downloaded(call, file))
    : [];
  const asks = file.text.includes('@huggingface/inference')
    ? callsOf(tasks, file).flatMap((call) => asked(call, file))
    : [];
  return [...loads, ...asks];
}

/** The calls by these names that are given one object. */
function callsOf(
  names: RegExp,
  file: JavaScriptFile,
): readonly { readonly call: SyntaxNode; readonly given: SyntaxNode }[] {
  return [...file.words.matching(names)].flatMap((name) => {
    const callee = name.name === 'PropertyName' ? name.parent : name.name === 'VariableName' ? name : null;
    const call = callee?.parent;
    const given = call?.name === 'CallExpression' ? call.getChild('ArgList')?.getChild('ObjectExpression') : undefined;
    return call && given ? [{ call, given }] : [];
  });
}

function downloaded({ call, given }: ReturnType<typeof callsOf>[number], file: JavaScriptFile): readonly Mention[] {
  const repository = file.propertyOf(given, 'repo');
  const inner = repository?.name === 'ObjectExpression' ? repository : undefined;
  const written = stringIn(inner ? file.propertyOf(inner, 'name') : repository, file);
  if (!written) return [];
  const [prefix = ''] = inner ? [] : (/^(?:datasets|spaces|models)\//.exec(written.text) ?? []);
  const type = inner ? (stringIn(file.propertyOf(inner, 'type'), file)?.text ?? 'model') : prefix.replace(/s\/$/, '');
  const name = partOf(written, prefix.length);
  if (!name || !isHubName(name.text)) return [];
  const revision = file.propertyOf(given, 'revision');
  const literal = stringIn(revision, file);
  const state: Pick<ModelMention, 'revision' | 'revisionState'> = literal
    ? { revisionState: 'literal', revision: literal }
    : { revisionState: revision ? 'unknown' : 'absent' };
  const whole = { start: call.from, end: call.to };
  const said = { relation: 'uses', by: file.textOf(call.firstChild!), whole, ...state } as const;
  if (type === 'dataset') return datasetNamed(name, said);
  return type === 'model' || type === '' ? modelNamed(name, said) : [];
}

function asked({ call, given }: ReturnType<typeof callsOf>[number], file: JavaScriptFile): readonly Mention[] {
  const name = stringIn(file.propertyOf(given, 'model'), file);
  if (!name || !isHubName(name.text)) return [];
  return [{ kind: 'service', name, by: file.textOf(call.firstChild!), whole: { start: call.from, end: call.to } }];
}

function stringIn(node: SyntaxNode | undefined, file: JavaScriptFile): Slice | undefined {
  return node && file.stringOf(node);
}
