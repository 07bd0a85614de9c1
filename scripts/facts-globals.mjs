/**
 * Compacts what is known of Python modules that harm when a pickle reaches them into src/facts/data/unsafe-globals.tsv, and
 * the names of Python's own modules into src/facts/data/python-modules.tsv.
 * Usage: node scripts/facts-globals.mjs FOLDER, with unsafe-globals.tsv in it (a module, and which scanners block it, on each
 * line); needs Python 3.10 or newer for the second table. What is no module, or holds values only, is left out.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2];
if (!folder) throw new Error('Usage: node scripts/facts-globals.mjs FOLDER');

/** Functions that some lists take for modules, and modules that are mostly values: their dangerous names are told by rules. */
const leftOut = new Set([
  'compile',
  'eval',
  'exec',
  'torch.compile',
  'torch.serialization',
  'joblib',
  'base64',
  'uuid',
]);

const rows = readFileSync(path.join(folder, 'unsafe-globals.tsv'), 'utf8').trimEnd().split('\n').slice(1);
const listed = rows.map((row) => row.split('\t')[0]).filter((name) => !leftOut.has(name));

/** What no list names so far: packages whose trade is to run commands and code, to load plugins, or to talk to others. */
const added =
  `IPython ipykernel ipyparallel jupyter_client nbformat nbconvert nbclient notebook paramiko fabric fabric2 invoke sh plumbum
  delegator psutil ptyprocess pexpect execnet cffi Cython pyximport weave jinja2 mako chameleon flask werkzeug django celery
  tornado twisted httpx urllib3 httplib2 pycurl treq botocore boto3 s3fs gcsfs adlfs fsspec smart_open huggingface_hub kaggle
  jsonpickle yaml ruamel pkg_resources wheel conda virtualenv pipenv poetry asteval simpleeval numexpr RestrictedPython hydra
  fire docker kubernetes selenium playwright pyautogui pynput keyboard mouse win32api win32com pythoncom comtypes uvicorn
  gunicorn websockets websocket zmq pwn scapy nmap bytecode byteplay torch.package torch.multiprocessing
  torch.distributed.elastic torch.distributed.rpc torch.utils.cpp_extension torch.utils.benchmark torch.utils.bundled_inputs
  torch._export torch._functorch torch._ops torch.ops torch.classes torch.testing torch.utils.tensorboard
  torch.fx.experimental torch.utils.model_zoo torch.utils.bottleneck joblib.externals tensorflow.python.framework.load_library
  transformers.dynamic_module_utils transformers.pipelines transformers.tools transformers.utils.hub
  huggingface_hub.file_download accelerate.commands ray.cloudpickle numpy.testing pandas.io.clipboard
  pandas.io.pickle pandas.io.common pandas.core.computation pandas.compat.pickle_compat scipy.weave scipy.io sympy.parsing
  sympy.utilities.lambdify sympy.utilities.autowrap sympy.plotting sympy.printing.preview PIL.ImageShow PIL.ImageGrab
  PIL.ImageMath dask.distributed distributed antigravity tkinter turtle wsgiref _pyio _winapi _testcapi
  _testinternalcapi winreg bz2 gzip lzma mailbox netrc dbm xml.sax xml.dom readline rlcompleter faulthandler
  _xxinterpchannels crypt pwd spwd grp resource fcntl termios fickling picklescan modelscan modelaudit`.split(/\s+/);
const unsafe = [...new Set([...listed, ...added])].sort();

/** Gone from Python since, but still there where old versions run. */
const gone = [
  ...[
    'asynchat',
    'asyncore',
    'binhex',
    'cgi',
    'cgitb',
    'chunk',
    'commands',
    'copy_reg',
    'cPickle',
    'cStringIO',
    'crypt',
  ],
  ...[
    'distutils',
    'formatter',
    'httplib',
    'imghdr',
    'imp',
    'lib2to3',
    'mailcap',
    'msilib',
    'nntplib',
    'parser',
    'pipes',
  ],
  ...['popen2', 'smtpd', 'sndhdr', 'symbol', 'telnetlib', 'urllib2', 'urlparse', 'uu', 'xdrlib', '_bootsubprocess'],
  ...['__builtin__', '__builtins__', 'audioop', 'aifc', 'nis', 'ossaudiodev', 'spwd', 'sunau', 'test', 'exceptions'],
];
const own = execFileSync('python3', ['-c', 'import sys; print("\\n".join(sys.stdlib_module_names))'], {
  encoding: 'utf8',
});
const modules = [...new Set([...own.trim().split('\n'), ...gone])].sort();

write('unsafe-globals.tsv', unsafe);
write('python-modules.tsv', modules);

function write(name, lines) {
  const target = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../src/facts/data', name);
  writeFileSync(target, `${lines.join('\n')}\n`);
  console.log(`${lines.length} lines in ${name}`);
}
