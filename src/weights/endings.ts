/** Endings that no other files use: what has one of them and is not recognized is worth a word. */
export const certainEndings: readonly string[] = [
  ...['.safetensors', '.gguf', '.ggml', '.pt', '.pth', '.ckpt', '.pkl', '.pickle', '.joblib', '.dill', '.h5', '.hdf5'],
  ...['.keras', '.onnx', '.npz', '.tflite', '.llamafile', '.pdmodel', '.pdparams', '.cbm', '.pmml', '.mar', '.nemo'],
  ...['.skops', '.pte', '.ptl', '.ort', '.pdiparams', '.rknn', '.t7', '.cmf', '.ubj', '.lightgbm'],
];

/** Endings that other files use, too: these count only if their content is recognized. */
export const sharedEndings: readonly string[] = [
  ...['.bin', '.npy', '.pb', '.msgpack', '.model', '.mlmodel', '.p', '.pk', '.ggjt', '.xml', '.rds', '.rdata', '.rda'],
  ...['.params', '.engine', '.plan', '.trt', '.xgb', '.lgb', '.flax'],
];

/** Endings behind the first, of files that are packed as a whole. */
export const packedEndings: readonly string[] = ['.gz', '.bz2', '.xz', '.lzma', '.lz4', '.zst'];
