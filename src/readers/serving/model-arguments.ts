import type { Mention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { argumentsAfter, type Argument } from '../containers/arguments';
import type { ShellWord } from '../containers/shell';
import { isOwnedName, modelNamed, partOf, revisionGiven } from '../hub-mention';

/** Programs that serve a model named by `--model`, as commands, modules or images. */
const servers =
  /(?:^|[/.\s-])(?:vllm|text-generation-(?:inference|launcher|router)|text-embeddings-(?:inference|router)|tei|tgi|sglang|lmdeploy|aphrodite|infinity(?:_emb)?|huggingfaceserver|llama-server|llama-cli|tensorrt-llm|trtllm|djl-serving|mlc_llm|nemotron|ray-llm)/i;

/** Of vLLM, SGLang, Text Generation Inference, Text Embeddings Inference, llama.cpp and KServe. */
const ofModel = new Set([
  '--model',
  '--model-id',
  '--model_id',
  '--model-path',
  '--model-tag',
  '-hf',
  '--hf-repo',
  '-hfr',
]);
const surelyOfModel = new Set(['--model-id', '--model_id']);
const ofDraft = new Set(['--speculative-model', '--speculative-draft-model-path', '--draft-model']);
const takesValue = new Set([...ofModel, ...ofDraft, '--revision', '--tokenizer', '--host', '--port', '--dtype']);

const variables = /^(?:HF_|VLLM_|TGI_|EMBEDDING_|RERANKER?_)?MODEL(?:_ID|_NAME)?$/;

interface Surroundings {
  /** The image that is run, where the command itself does not say which program it is. */
  readonly image?: string | undefined;
  /** Whether a revision can be put in behind the name as words of a shell. */
  readonly canInsert?: boolean;
}

/** The models on the Hub that a program is told to serve by its arguments. */
export function modelArguments(
  words: readonly ShellWord[],
  { image = '', canInsert = false }: Surroundings = {},
): readonly Mention[] {
  const texts = words.map(({ value }) => value.text);
  const isServer = texts.slice(0, 6).some((text) => !text.startsWith('-') && servers.test(text)) || servers.test(image);
  const given = argumentsAfter(words, 0, takesValue).map(withInnerValue);
  const serve = texts.findIndex((text, at) => /(?:^|\/)vllm$/.test(text) && texts[at + 1] === 'serve');
  const served = serve < 0 ? undefined : words[serve + 2];
  const named = given.filter(({ option = '' }) => (isServer ? ofModel : surelyOfModel).has(option));
  if (served && !served.value.text.startsWith('-'))
    named.unshift({ option: 'vllm serve', value: served.value, word: served });

  const revision = given.findLast(({ option }) => option === '--revision')?.value?.slice();
  const drafts = isServer ? given.filter(({ option = '' }) => ofDraft.has(option)) : [];
  return [
    ...named.flatMap((argument) => mentioned(argument, revision, canInsert)),
    ...drafts.flatMap((argument) => mentioned(argument, undefined, false)),
  ];
}

/** The model that a variable of the environment names, such as `MODEL_ID` of Text Generation Inference. */
export function modelVariable(name: string, value: Slice): readonly Mention[] {
  return variables.test(name) && isOwnedName(value.text) ? modelNamed(value, { relation: 'uses', by: name }) : [];
}

function mentioned(
  { option = '', value, word }: Argument,
  revision: Slice | undefined,
  canInsert: boolean,
): readonly Mention[] {
  if (!value) return [];
  const name = value.slice();
  if (option.startsWith('-hf') || option === '--hf-repo') {
    const colon = name.text.indexOf(':');
    return modelNamed(colon < 0 ? name : partOf(name, 0, colon), { relation: 'uses', by: option, whole: word.whole });
  }
  if (!isOwnedName(name.text) && !/^(?:\.{0,2}\/)/.test(name.text)) return [];
  const slot = canInsert ? { at: word.whole.end, before: ' --revision ', after: '' } : undefined;
  return modelNamed(name, { relation: 'uses', by: option, whole: word.whole, ...revisionGiven(revision, slot) });
}

/** In a list of arguments, an option and its value may share one word with a space between them. */
function withInnerValue(argument: Argument): Argument {
  const { option = '', word } = argument;
  const space = argument.value ? -1 : option.indexOf(' ');
  if (space < 0) return argument;
  return { option: option.slice(0, space), value: word.value.part(space).trimmed(), word };
}
