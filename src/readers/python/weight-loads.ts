import type { LoadCall } from './load-call';

/** Calls that take the path of a file that holds weights. */
export const weightLoads: readonly LoadCall[] = [
  {
    loads: 'weights',
    packages: ['torch'],
    names: ['load'],
    fullName: /^torch\.load$/,
    parameter: { position: 0, keywords: ['f'] },
    guard: 'weights_only',
  },
  {
    loads: 'weights',
    packages: ['torch', 'numpy', 'joblib', 'pickle', 'dill', 'cloudpickle', 'onnx', 'sklearn'],
    names: ['load'],
    fullName: /^(?:torch\.(?:jit|export)|sklearn\.externals\.joblib|(?!sklearn)\w+)\.load$/,
    parameter: { position: 0, keywords: ['f', 'file', 'filename'] },
  },
  {
    loads: 'weights',
    packages: ['torch'],
    names: ['load_state_dict_from_url', 'download_url_to_file', 'load_url'],
    fullName: /^torch\.(?:hub|utils\.model_zoo)\.\w+$/,
    parameter: { position: 0, keywords: ['url'] },
    fromWeb: true,
  },
  {
    loads: 'weights',
    packages: ['safetensors'],
    names: ['load_file', 'safe_open'],
    parameter: { position: 0, keywords: ['filename'] },
  },
  {
    loads: 'weights',
    packages: ['safetensors'],
    names: ['load_model'],
    parameter: { position: 1, keywords: ['filename'] },
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
    packages: ['keras', 'tensorflow', 'tf_keras'],
    names: ['load_weights'],
    onInstance: true,
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
    packages: ['langchain_community', 'langchain', 'llama_index'],
    names: ['LlamaCpp', 'LlamaCPP', 'LlamaCppEmbeddings'],
    parameter: { keywords: ['model_path'] },
  },
  {
    loads: 'weights',
    packages: ['diffusers'],
    names: ['from_single_file'],
    parameter: { position: 0, keywords: ['pretrained_model_link_or_path', 'pretrained_model_link_or_path_or_dict'] },
  },
  {
    loads: 'weights',
    packages: ['ultralytics'],
    names: ['YOLO', 'RTDETR'],
    parameter: { position: 0, keywords: ['model'] },
    only: /\.(?:pt|onnx|engine|torchscript)$/,
  },
];
