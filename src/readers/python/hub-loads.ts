import { hubNameBehind } from '../model-address';
import type { LoadCall } from './load-call';

const modelName = [
  'pretrained_model_name_or_path',
  'pretrained_model_or_path',
  'model_name_or_path',
  'model_name',
  'model_id',
];

/** `from_pretrained` of the libraries around the Hub. */
const fromPretrained: LoadCall = {
  loads: 'model',
  packages: [
    ...['transformers', 'diffusers', 'sentence_transformers', 'peft', 'optimum', 'adapters', 'setfit', 'span_marker'],
    ...['unsloth', 'trl', 'tokenizers', 'auto_gptq', 'gptqmodel', 'awq', 'colpali_engine', 'gliner', 'parler_tts'],
    ...['ctransformers', 'model2vec', 'pylate'],
  ],
  names: ['from_pretrained'],
  parameter: { position: 0, keywords: [...modelName, 'identifier', 'model_path_or_repo_id'], revision: 'revision' },
};

/** `from_pretrained` of a class that is known by its name alone: there only `owner/name` is beyond doubt. */
export const fromPretrainedElsewhere: LoadCall = { ...fromPretrained, packages: [], only: /[/\\]/ };

/** Classes whose name alone says that `from_pretrained` loads from the Hub, wherever they come from. */
export const hubClass =
  /^(?:Auto[A-Z]\w*|\w+For(?:CausalLM|ConditionalGeneration|MaskedLM|SequenceClassification|TokenClassification|QuestionAnswering|ImageClassification|CTC)|\w+(?:Model|Tokenizer|TokenizerFast|Processor|ImageProcessor|FeatureExtractor|Pipeline|Scheduler))$/;

/** Packages with classes of the same names that load from another place than the Hub. */
export const otherHubs: ReadonlySet<string> = new Set([
  ...['modelscope', 'paddlenlp', 'fairseq', 'sparknlp', 'nemo', 'pytorch_pretrained_bert', 'keras_nlp', 'keras_hub'],
]);

/** Calls that take the name of a repository of the Hugging Face Hub; the first that fits a call decides. */
export const hubLoads: readonly LoadCall[] = [
  {
    loads: 'model',
    packages: ['peft'],
    names: ['from_pretrained'],
    fullName: /\.Peft(?:Mixed)?Model\w*\.from_pretrained$/,
    parameter: { position: 1, keywords: ['model_id'], revision: 'revision' },
  },
  {
    loads: 'model',
    packages: ['llama_cpp'],
    names: ['from_pretrained'],
    parameter: { position: 0, keywords: ['repo_id'] },
  },
  fromPretrained,
  {
    loads: 'model',
    packages: ['diffusers'],
    names: ['load_lora_weights', 'load_textual_inversion', 'load_ip_adapter'],
    onInstance: true,
    parameter: { position: 0, keywords: ['pretrained_model_name_or_path_or_dict', ...modelName], revision: 'revision' },
  },
  {
    loads: 'model',
    packages: ['peft', 'transformers'],
    names: ['load_adapter'],
    onInstance: true,
    parameter: { position: 0, keywords: ['model_id', 'peft_model_id'], revision: 'revision' },
  },
  {
    loads: 'model',
    packages: ['transformers'],
    names: ['pipeline'],
    parameter: { position: 1, keywords: ['model'], revision: 'revision' },
  },
  {
    loads: 'model',
    packages: ['trl'],
    names: ['SFTTrainer', 'DPOTrainer', 'GRPOTrainer', 'RewardTrainer', 'KTOTrainer', 'ORPOTrainer', 'RLOOTrainer'],
    parameter: { position: 0, keywords: ['model'] },
    options: ['args'],
  },
  {
    loads: 'model',
    packages: ['sentence_transformers'],
    names: ['SentenceTransformer', 'CrossEncoder', 'SparseEncoder'],
    parameter: { position: 0, keywords: ['model_name_or_path', 'model_name'], revision: 'revision' },
  },
  {
    loads: 'model',
    packages: ['sentence_transformers'],
    names: ['Transformer'],
    fullName: /\.models\.Transformer$/,
    parameter: { position: 0, keywords: ['model_name_or_path'] },
    options: ['model_args', 'model_kwargs'],
  },
  {
    loads: 'model',
    packages: ['vllm'],
    names: ['LLM', 'EngineArgs', 'AsyncEngineArgs'],
    parameter: { position: 0, keywords: ['model'], revision: 'revision' },
    also: [{ keywords: ['tokenizer'], revision: 'tokenizer_revision' }],
  },
  {
    loads: 'model',
    packages: ['sglang'],
    names: ['Engine', 'Runtime'],
    parameter: { keywords: ['model_path'], revision: 'revision' },
  },
  {
    loads: 'model',
    packages: ['mlx_lm', 'mlx_vlm'],
    names: ['load'],
    parameter: { position: 0, keywords: ['path_or_hf_repo'] },
  },
  {
    loads: 'model',
    packages: ['FlagEmbedding', 'fastembed', 'faster_whisper'],
    names: [
      ...['FlagModel', 'BGEM3FlagModel', 'FlagReranker', 'FlagLLMReranker', 'from_finetuned'],
      ...['TextEmbedding', 'SparseTextEmbedding', 'ImageEmbedding', 'TextCrossEncoder', 'WhisperModel'],
    ],
    parameter: { position: 0, keywords: ['model_name_or_path', 'model_name', 'model_size_or_path'] },
    only: /\//,
  },
  {
    loads: 'model',
    packages: ['langchain_huggingface', 'langchain_community', 'langchain'],
    names: [
      ...['HuggingFaceEmbeddings', 'HuggingFaceBgeEmbeddings', 'HuggingFaceInstructEmbeddings'],
      ...['HuggingFaceCrossEncoder'],
    ],
    parameter: { keywords: ['model_name', 'model'] },
  },
  {
    loads: 'model',
    packages: ['langchain_huggingface', 'langchain_community', 'langchain'],
    names: ['from_model_id'],
    parameter: { position: 0, keywords: ['model_id'] },
  },
  {
    loads: 'model',
    packages: ['llama_index'],
    names: ['HuggingFaceEmbedding'],
    parameter: { position: 0, keywords: ['model_name'] },
  },
  {
    loads: 'model',
    packages: ['llama_index'],
    names: ['HuggingFaceLLM'],
    parameter: { keywords: ['model_name'] },
    also: [{ keywords: ['tokenizer_name'] }],
    options: ['model_kwargs', 'tokenizer_kwargs'],
  },
  {
    loads: 'model',
    packages: ['llama_index'],
    names: ['resolve_embed_model'],
    parameter: { position: 0, keywords: ['embed_model'] },
    address: hubNameBehind('local:'),
  },
  {
    loads: 'model',
    packages: ['timm'],
    names: ['create_model'],
    parameter: { position: 0, keywords: ['model_name'] },
    address: hubNameBehind('hf-hub:', 'hf_hub:'),
    revisionMark: '@',
  },
  {
    loads: 'model',
    packages: ['open_clip'],
    names: ['create_model', 'create_model_and_transforms', 'create_model_from_pretrained', 'get_tokenizer'],
    parameter: { position: 0, keywords: ['model_name'] },
    address: hubNameBehind('hf-hub:'),
  },
  {
    loads: 'model',
    packages: ['huggingface_hub'],
    names: ['hf_hub_download', 'snapshot_download'],
    onInstance: true,
    parameter: { position: 0, keywords: ['repo_id'], revision: 'revision' },
    kindKeyword: 'repo_type',
    into: 'local_dir',
  },
  {
    loads: 'dataset',
    packages: ['datasets'],
    names: ['load_dataset', 'load_dataset_builder'],
    parameter: { position: 0, keywords: ['path'], revision: 'revision' },
    except: [
      ...['csv', 'json', 'parquet', 'arrow', 'text', 'pandas', 'xml', 'sql', 'generator', 'spark', 'cache', 'hdf5'],
      ...['webdataset', 'imagefolder', 'audiofolder', 'videofolder', 'pdffolder', 'niftifolder', 'lance'],
    ],
  },
];

/** Calls that reach a model which runs elsewhere. */
export const serviceCalls: readonly LoadCall[] = [
  {
    loads: 'service',
    packages: ['litellm'],
    names: ['completion', 'acompletion', 'text_completion', 'atext_completion', 'embedding', 'aembedding'],
    parameter: { position: 0, keywords: ['model'] },
    only: /^[a-z][a-z0-9_]*\/\S+$/,
  },
  {
    loads: 'service',
    packages: ['huggingface_hub'],
    names: ['InferenceClient', 'AsyncInferenceClient'],
    parameter: { position: 0, keywords: ['model'] },
    only: hostedModel(),
  },
  {
    loads: 'service',
    packages: ['langchain_huggingface', 'langchain_community', 'langchain', 'llama_index'],
    names: ['HuggingFaceEndpoint', 'HuggingFaceHub', 'HuggingFaceInferenceAPI'],
    parameter: { keywords: ['repo_id', 'model', 'model_name'] },
    only: hostedModel(),
  },
];

function hostedModel(): RegExp {
  return /^[\w.-]+\/[\w.-]+$/;
}
