/** Where a call takes the name of what it loads: by keyword or, where it may stand there, by position. */
export interface NameParameter {
  readonly position?: number;
  readonly keywords: readonly string[];
}

/** A call by which Python code loads something, and how to read it. */
export interface LoadCall {
  readonly loads: 'model' | 'dataset' | 'weights';
  /** The top-level packages that make the call certain. */
  readonly packages: readonly string[];
  /** The last names of what is called: functions, classes, or methods of a class. */
  readonly names: readonly string[];
  /** What the full dotted name has to look like, where package and last name say too little. */
  readonly fullName?: RegExp;
  /** A method so distinctive that an import of the package in the same file is enough. */
  readonly onInstance?: true;
  readonly parameter: NameParameter;
  /** The keyword that pins a revision; absent where the call knows none. */
  readonly revision?: string;
  /** The keyword whose value tells a model repository from a dataset. */
  readonly kindKeyword?: string;
  /** What has to stand before the name: other names belong to the library itself. */
  readonly prefixes?: readonly string[];
  /** The name may carry a revision of its own, behind `@`. */
  readonly revisionInName?: true;
  /** Names that mean something of the library's own, not a repository. */
  readonly except?: readonly string[];
}

const loaders = [
  ...['transformers', 'diffusers', 'sentence_transformers', 'peft', 'optimum', 'adapters', 'setfit', 'span_marker'],
  ...['unsloth', 'trl', 'tokenizers', 'auto_gptq', 'gptqmodel', 'awq', 'colpali_engine', 'gliner', 'parler_tts'],
];

const modelName = [
  'pretrained_model_name_or_path',
  'pretrained_model_or_path',
  'model_name_or_path',
  'model_name',
  'model_id',
];

/** `from_pretrained` of the libraries around the Hub. */
export const fromPretrained: LoadCall = {
  loads: 'model',
  packages: loaders,
  names: ['from_pretrained'],
  parameter: { position: 0, keywords: [...modelName, 'identifier'] },
  revision: 'revision',
};

/** The first that fits a call decides. */
export const loadCalls: readonly LoadCall[] = [
  {
    loads: 'model',
    packages: ['peft'],
    names: ['from_pretrained'],
    fullName: /\.Peft(?:Mixed)?Model\w*\.from_pretrained$/,
    parameter: { position: 1, keywords: ['model_id'] },
    revision: 'revision',
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
    parameter: { position: 0, keywords: ['pretrained_model_name_or_path_or_dict', ...modelName] },
    revision: 'revision',
  },
  {
    loads: 'model',
    packages: ['transformers'],
    names: ['pipeline'],
    parameter: { position: 1, keywords: ['model'] },
    revision: 'revision',
  },
  {
    loads: 'model',
    packages: ['sentence_transformers'],
    names: ['SentenceTransformer', 'CrossEncoder', 'SparseEncoder'],
    parameter: { position: 0, keywords: ['model_name_or_path', 'model_name'] },
    revision: 'revision',
  },
  {
    loads: 'model',
    packages: ['vllm'],
    names: ['LLM', 'EngineArgs', 'AsyncEngineArgs'],
    parameter: { position: 0, keywords: ['model'] },
    revision: 'revision',
  },
  {
    loads: 'model',
    packages: ['langchain_huggingface', 'langchain_community', 'langchain'],
    names: ['HuggingFaceEmbeddings', 'HuggingFaceBgeEmbeddings', 'HuggingFaceInstructEmbeddings'],
    parameter: { keywords: ['model_name', 'model'] },
  },
  {
    loads: 'model',
    packages: ['timm'],
    names: ['create_model'],
    parameter: { position: 0, keywords: ['model_name'] },
    prefixes: ['hf-hub:', 'hf_hub:'],
    revisionInName: true,
  },
  {
    loads: 'model',
    packages: ['open_clip'],
    names: ['create_model', 'create_model_and_transforms', 'create_model_from_pretrained', 'get_tokenizer'],
    parameter: { position: 0, keywords: ['model_name'] },
    prefixes: ['hf-hub:'],
  },
  {
    loads: 'model',
    packages: ['huggingface_hub'],
    names: ['hf_hub_download', 'snapshot_download'],
    parameter: { position: 0, keywords: ['repo_id'] },
    revision: 'revision',
    kindKeyword: 'repo_type',
  },
  {
    loads: 'dataset',
    packages: ['datasets'],
    names: ['load_dataset', 'load_dataset_builder'],
    parameter: { position: 0, keywords: ['path'] },
    revision: 'revision',
    except: [
      ...['csv', 'json', 'parquet', 'arrow', 'text', 'pandas', 'xml', 'sql', 'generator', 'spark', 'cache', 'hdf5'],
      ...['webdataset', 'imagefolder', 'audiofolder', 'videofolder', 'pdffolder', 'niftifolder', 'lance'],
    ],
  },
  {
    loads: 'weights',
    packages: ['torch', 'numpy', 'joblib', 'pickle', 'dill', 'cloudpickle', 'onnx'],
    names: ['load'],
    fullName: /^(?:torch(?:\.jit)?|\w+)\.load$/,
    parameter: { position: 0, keywords: ['f', 'file', 'filename'] },
  },
  {
    loads: 'weights',
    packages: ['safetensors'],
    names: ['load_file', 'safe_open'],
    parameter: { position: 0, keywords: ['filename'] },
  },
  {
    loads: 'weights',
    packages: ['pandas'],
    names: ['read_pickle'],
    parameter: { position: 0, keywords: ['filepath_or_buffer'] },
  },
  {
    loads: 'weights',
    packages: ['keras', 'tensorflow', 'tf_keras'],
    names: ['load_model'],
    parameter: { position: 0, keywords: ['filepath'] },
  },
  {
    loads: 'weights',
    packages: ['onnxruntime'],
    names: ['InferenceSession'],
    parameter: { position: 0, keywords: ['path_or_bytes'] },
  },
  {
    loads: 'weights',
    packages: ['llama_cpp'],
    names: ['Llama'],
    parameter: { position: 0, keywords: ['model_path'] },
  },
  {
    loads: 'weights',
    packages: ['diffusers'],
    names: ['from_single_file'],
    parameter: { position: 0, keywords: ['pretrained_model_link_or_path', 'pretrained_model_link_or_path_or_dict'] },
  },
];

/** Classes whose name alone says that `from_pretrained` loads from the Hub, wherever they come from. */
export const hubClass =
  /^(?:Auto[A-Z]\w*|\w+For(?:CausalLM|ConditionalGeneration|MaskedLM|SequenceClassification|TokenClassification|QuestionAnswering|ImageClassification|CTC)|\w+(?:Model|Tokenizer|TokenizerFast|Processor|ImageProcessor|FeatureExtractor|Pipeline|Scheduler))$/;

/** Packages with classes of the same names that load from another place than the Hub. */
export const otherHubs: ReadonlySet<string> = new Set(['modelscope', 'paddlenlp', 'fairseq', 'sparknlp']);
