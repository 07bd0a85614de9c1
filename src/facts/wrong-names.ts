/** What stands on PyPI under a name that code or habit suggests, though the package meant is called otherwise. */
export interface WrongName {
  /** The package meant, as its authors write it. */
  readonly meant: string;
  /**
   * `import`: the name that code imports, which is not installable; `refused`: a placeholder that fails to install;
   * `placeholder`: an empty package that brings in the one meant; `other`: another package.
   */
  readonly stands: 'import' | 'refused' | 'placeholder' | 'other';
  /** How the versions of a placeholder begin: these are no versions of the package meant. */
  readonly versions?: string;
}

const names: ReadonlyMap<string, WrongName> = new Map<string, WrongName>([
  ['cv2', { meant: 'opencv-python', stands: 'import' }],
  ['pil', { meant: 'Pillow', stands: 'import' }],
  ['yaml', { meant: 'PyYAML', stands: 'import' }],
  ['pytorch', { meant: 'torch', stands: 'refused', versions: '1.0.2' }],
  ['skimage', { meant: 'scikit-image', stands: 'refused', versions: '0.0' }],
  ['sklearn', { meant: 'scikit-learn', stands: 'refused', versions: '0.0' }],
  ['bs4', { meant: 'beautifulsoup4', stands: 'placeholder', versions: '0.0' }],
  ['dotenv', { meant: 'python-dotenv', stands: 'placeholder', versions: '0.' }],
  ['imblearn', { meant: 'imbalanced-learn', stands: 'placeholder', versions: '0.0' }],
  ['zmq', { meant: 'pyzmq', stands: 'placeholder', versions: '0.0' }],
  ['attr', { meant: 'attrs', stands: 'other' }],
  ['beautifulsoup', { meant: 'beautifulsoup4', stands: 'other' }],
  ['crypto', { meant: 'pycryptodome', stands: 'other' }],
  ['docx', { meant: 'python-docx', stands: 'other' }],
  ['faiss', { meant: 'faiss-cpu', stands: 'other' }],
  ['ffmpeg', { meant: 'ffmpeg-python', stands: 'other' }],
  ['fitz', { meant: 'PyMuPDF', stands: 'other' }],
  ['huggingface-cli', { meant: 'huggingface-hub', stands: 'other' }],
  ['jwt', { meant: 'PyJWT', stands: 'other' }],
  ['serial', { meant: 'pyserial', stands: 'other' }],
  ['umap', { meant: 'umap-learn', stands: 'other' }],
  ['whisper', { meant: 'openai-whisper', stands: 'other' }],
]);

/** Modules that come with Python, as they turn up in lists of requirements; none is a backport for an older Python. */
const standardModules = new Set(
  (
    'base64 collections csv functools getpass glob hashlib io itertools json math os pickle pprint random re shutil smtplib ' +
    'socket sqlite3 ssl string struct subprocess sys tarfile tempfile textwrap threading time tkinter traceback urllib ' +
    'warnings zipfile zlib'
  ).split(' '),
);

/** Whether a normalized PyPI name is that of a module that comes with Python, so that nothing has to be installed for it. */
export function isStandardModule(name: string): boolean {
  return standardModules.has(name);
}

/** The package that a normalized PyPI name is mistaken for; undefined for names that are not known to be. */
export function meantBy(name: string): WrongName | undefined {
  return names.get(name);
}
