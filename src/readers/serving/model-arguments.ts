import type { Mention } from '../../domain/mention';
import type { Slice } from '../../text/place';
import { argumentsAfter, type Argument } from '../containers/arguments';
import type { ShellWord } from '../containers/shell';
import { isOwnedName, modelNamed, partOf, revisionGiven } from '../hub-mention';

/** Programs that serve a model named by `--model`, as commands, modules or images. */
const servers =
  /(?:^|[/.\s-])(?:vllm|text-generation-(?:inference|launcher|router)|text-embeddings-(?:inference|router)|tei|tgi|sglang|lmdeploy|aphrodite|llama[.-]cpp(?:[^/]*$)|infinity(?:_emb)?|huggingfaceserver|llama-server|llama-cli|tensorrt-llm|trtllm|djl-serving|mlc_llm|nemotron|ray-llm)/i;

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
  '--hf_model_repo_id',
]);
const surelyOfModel = new Set(['--model-id', '--model_id', '--hf_model_repo_id']);
const ofRevision = new Set(['--revision', '--model_revision', '--model-revision']);
const ofDraft = new Set(['--speculative-model', '--speculative-draft-model-path', '--draft-model']);
const ofTokenizer = new Set(['--tokenizer', '--tokenizer-path']);
const takesValue = new Set([
  ...[...ofModel, ...ofDraft, ...ofRevision, ...ofTokenizer],
  ...['--tokenizer-revision', '--host', '--port', '--dtype'],
]);

const variables =
  /^(?:HF_|VLLM_|TGI_|SGLANG_|(?:RAG_)?EMBEDDINGS?_|(?:RAG_)?RERANK(?:ER|ING)?_)?MODEL(?:_ID|_NAME|_PATH)?$/;
/** What LiteLLM and its like call models that others serve, which look like names on the Hub. */
const hosted =
  /^(?:(?:anthropic|azure(?:_ai)?|bedrock|cohere_chat|fireworks_ai|gemini|groq|litellm|mistral|ollama(?:_chat)?|openrouter|perplexity|together_ai|vertex_ai|xai)\/|openai\/(?:gpt-[345]|chatgpt|o[134]|text-|dall-e|tts|whisper-1$)|deepseek\/deepseek-(?:chat|reasoner))/i;

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

  const revision = given.findLast(({ option = '' }) => ofRevision.has(option))?.value?.slice();
  const drafts = isServer ? given.filter(({ option = '' }) => ofDraft.has(option)) : [];
  const names = new Set(named.map(({ value }) => value?.text));
  const tokenizers = given.filter(
    ({ option = '', value }) => isServer && ofTokenizer.has(option) && !names.has(value?.text),
  );
  const ofOwn = given.findLast(({ option }) => option === '--tokenizer-revision')?.value?.slice();
  return [
    ...named.flatMap((argument) => mentioned(argument, revision, canInsert)),
    ...drafts.flatMap((argument) => mentioned(argument, undefined, false)),
    ...tokenizers.flatMap((argument) => mentioned(argument, ofOwn, false)),
  ];
}

/** A variable of the environment and what it is set to. */
export interface Variable {
  readonly name: string;
  readonly value: Slice;
}

/** The models that variables name, such as `MODEL_ID` of Text Generation Inference beside `REVISION`. */
export function modelVariables(given: readonly Variable[]): readonly Mention[] {
  const revision = given.find(({ name }) => /^(?:HF_)?(?:MODEL_)?REVISION$/.test(name))?.value;
  return given.flatMap(({ name, value }) => {
    if (name === 'LLAMA_ARG_HF_REPO')
      return modelNamed(withoutTag(value), { relation: 'uses', by: name, whole: value });
    if (!variables.test(name) || !isModelName(value.text)) return [];
    return modelNamed(value, { relation: 'uses', by: name, ...revisionGiven(revision) });
  });
}

/** Whether a text is the name of a model on the Hub, with its owner, and not that of one which a service runs. */
export function isModelName(text: string): boolean {
  return isOwnedName(text) && !hosted.test(text);
}

/** The name without the quantization that llama.cpp and Ollama take behind a colon. */
function withoutTag(name: Slice): Slice | undefined {
  const colon = name.text.indexOf(':');
  return colon < 0 ? name : partOf(name, 0, colon);
}

function mentioned(
  { option = '', value, word }: Argument,
  revision: Slice | undefined,
  canInsert: boolean,
): readonly Mention[] {
  if (!value) return [];
  const name = value.slice();
  if (option.startsWith('-hf') || option === '--hf-repo') {
    return modelNamed(withoutTag(name), { relation: 'uses', by: option, whole: word.whole });
  }
  if (!isOwnedName(name.text) && !/^(?:\.{0,2}\/)/.test(name.text)) return [];
  const slot = canInsert && !word.isVariable ? { at: word.whole.end, before: ' --revision ', after: '' } : undefined;
  return modelNamed(name, { relation: 'uses', by: option, whole: word.whole, ...revisionGiven(revision, slot) });
}

/** In a list of arguments, an option and its value may share one word with a space between them. */
function withInnerValue(argument: Argument): Argument {
  const { option = '', word } = argument;
  const space = argument.value ? -1 : option.indexOf(' ');
  if (space < 0) return argument;
  return { option: option.slice(0, space), value: word.value.part(space).trimmed(), word };
}
