/** Files whose texts the server follows while they are edited: all that a reader reads (a test compares the two). */
export const textPatterns: readonly string[] = [
  '**/*requirements*.{txt,in}',
  '**/requirements/*.{txt,in}',
  '**/*constraints*.{txt,in}',
  '**/{pyproject.toml,setup.cfg,Pipfile}',
  '**/*.{py,yaml,yml}',
  '**/README.md',
  '**/{LICENSE,LICENCE,COPYING}*',
  '**/{Dockerfile,Containerfile,Modelfile}*',
  '**/*.{Dockerfile,Containerfile,Modelfile}',
];

/** Files whose coming and going matters though nobody edits them. */
const otherPatterns: readonly string[] = [
  '**/*.{safetensors,gguf,ggml,ggjt,pt,pth,ckpt,pkl,pickle,p,pk,joblib,dill,h5,hdf5,keras,onnx,npy,npz}',
  '**/*.{bin,pb,tflite,llamafile,msgpack,model,mlmodel,sig}',
  '**/*.ipynb', // edited as cells
  '**/.gitignore',
];

/** Changes on disk that the server is told of. */
export const watchedPatterns: readonly string[] = [...textPatterns, ...otherPatterns];

/** `vscode-vfs` is where virtual workspaces keep their files. */
const schemes: readonly string[] = ['file', 'untitled', 'vscode-vfs'];

/** Every text pattern in every scheme: the documents that the server is sent. */
export const documentSelector: readonly { readonly scheme: string; readonly pattern: string }[] = schemes.flatMap(
  (scheme) => textPatterns.map((pattern) => ({ scheme, pattern })),
);
