import assert from 'node:assert/strict';
import { sourceOf } from '../../../src/bytes/source';
import { recognizedAs } from '../../../src/weights/recognize';
import { scanWeights } from '../../../src/weights/scan';
import { bytesOf, global, long, short, stackGlobal } from './assemble';

async function codes(text: string): Promise<readonly string[]> {
  const source = sourceOf(bytesOf(text));
  const file = { path: 'model.pkl', source, head: await source.read(0, 65_536) };
  const { findings } = await scanWeights(file, await recognizedAs(file), { limit: 1 << 28 });
  return findings.map(({ code, data }) => `${code} ${String(data?.global)}`);
}

/** Functions and classes that pickles written by libraries call. */
const called = `
  builtins.set builtins.complex builtins.bytearray builtins.slice builtins.iter copyreg._reconstructor collections.OrderedDict
  collections.deque collections.Counter datetime.datetime datetime.timezone decimal.Decimal fractions.Fraction uuid.UUID
  pathlib.PosixPath re._compile ipaddress.IPv4Address zoneinfo.ZoneInfo._unpickle array._array_reconstructor
  types.SimpleNamespace argparse.Namespace time.struct_time operator.itemgetter functools.partial logging.getLogger
  logging.LogRecord _codecs.encode ast.Module http.HTTPStatus urllib.parse.ParseResult os.stat_result email.message.Message
  xml.etree.ElementTree.Element configparser.ConfigParser _operator.getitem
  numpy.dtype numpy.core.multiarray._reconstruct numpy._core.multiarray.scalar numpy.random._pickle.__randomstate_ctor
  numpy.ma.core._mareconstruct numpy.poly1d numpy.core._ufunc_reconstruct
  pandas.core.frame.DataFrame pandas._libs.internals._unpickle_block pandas._libs.tslibs.nattype.__nat_unpickle
  pandas.core.indexes.base._new_Index pandas._libs.tslibs.timestamps._unpickle_timestamp pandas._libs.arrays.__pyx_unpickle_NDArrayBacked
  scipy.sparse._csr.csr_matrix scipy.sparse._arrays.csr_array scipy.stats._continuous_distns.norm_gen
  scipy.stats._distn_infrastructure.rv_continuous_frozen scipy.spatial._ckdtree.cKDTree scipy.interpolate._interpolate.interp1d
  sklearn.gaussian_process._gpr.GaussianProcessRegressor sklearn.multiclass.OutputCodeClassifier sklearn.tree._tree.Tree
  sklearn.neighbors._kd_tree.newObj sklearn.compose._column_transformer.make_column_selector sklearn.pipeline.Pipeline
  statsmodels.tsa.statespace._kalman_filter.dKalmanFilter
  dateutil.relativedelta.relativedelta pytz._p xgboost.core.Booster lightgbm.basic.Booster catboost.core.CatBoostClassifier
  torch._utils._rebuild_tensor_v2 torch._utils._rebuild_parameter torch.FloatStorage torch.storage.UntypedStorage torch.device
  torch.nn.modules.linear.Linear torch.nn.utils.spectral_norm.SpectralNormLoadStateDictPreHook torch.ScriptObject
  torch.utils.data.dataloader.DataLoader torch.optim.adamw.AdamW torch._tensor._rebuild_from_type_v2
  torchvision.models.resnet.ResNet transformers.models.bert.modeling_bert.BertModel transformers.training_args.TrainingArguments
  transformers.trainer_utils.IntervalStrategy accelerate.utils.dataclasses.DistributedType tokenizers.Tokenizer
  spacy.vocab.unpickle_vocab gensim.models.word2vec.Word2Vec nltk.tokenize.punkt.PunktSentenceTokenizer
  pytorch_lightning.callbacks.model_checkpoint.ModelCheckpoint omegaconf.dictconfig.DictConfig ultralytics.nn.tasks.DetectionModel
  fastai.learner.Learner skorch.classifier.NeuralNetClassifier sentence_transformers.models.Pooling.Pooling
  mmengine.logging.history_buffer.HistoryBuffer detectron2.structures.boxes.Boxes networkx.classes.graph.Graph
  pyarrow.lib._reconstruct_table xarray.core.dataset.Dataset shapely.geometry.point.Point
  keras.src.saving.keras_saveable.KerasSaveable._unpickle_model dill._dill._create_array
`
  .trim()
  .split(/\s+/);

/** Functions that honest objects refer to without calling them. */
const named = `
  numpy.log1p numpy.mean numpy.linalg.norm math.exp builtins.str.lower builtins.len operator.add torch.relu
  torch.nn.functional.gelu sklearn.metrics._classification.f1_score json.loads copy.deepcopy pandas.read_csv torch.load
`
  .trim()
  .split(/\s+/);

function split(full: string): readonly [string, string] {
  const [, module = '', name = ''] = /^(.+?)\.((?:[A-Z]\w*|str)\.\w+|\w+)$/.exec(full) ?? [];
  return [module, name];
}

describe('weights: honest pickles', () => {
  it('has nothing to say of what libraries write', async () => {
    for (const full of called) {
      const [module, name] = split(full);
      assert.deepEqual(await codes(`\x80\x02${global(module, name)})R.`), [], full);
      assert.deepEqual(await codes(`\x80\x04${stackGlobal(module, name)})\x81}\x94${short('a')}K\x01sb.`), [], full);
    }
  });

  it('has nothing to say of functions that are only named', async () => {
    for (const full of named) assert.deepEqual(await codes(`\x80\x02${global(...split(full))}.`), [], full);
  });

  for (const [what, text] of [
    ['a method of a text', '\x80\x02c__builtin__\ngetattr\nX\x01\0\0\0aX\x05\0\0\0strip\x86R.'],
    [
      'keywords in protocol 2',
      '\x80\x02cfunctools\npartial\ncsympy.core.symbol\nSymbol.__new__\ncsympy.core.symbol\nSymbol\n\x86R)R.',
    ],
    ['attributes as data has them', "coperator\nattrgetter\n(S'name'\nS'a.b'\ntR."],
    ['a type by name, of dill', '\x80\x02cdill._dill\n_load_type\nX\x05\0\0\0slice\x85RK\x01K\x02N\x87R.'],
    [
      'a compiled model of TorchScript',
      '\x80\x02c__torch__.torch.nn.modules.linear.___torch_mangle_1\nLinear\n)\x81}b.',
    ],
    [
      'a class that the oldest torch.save names by id',
      '\x80\x02(X\x06\0\0\0modulectorch.nn.modules.linear\nLinear\nX\x01\0\0\0aNtQ)\x81}b.',
    ],
    [
      'words that tell of harm within data',
      `\x80\x02}${long('os.system eval( subprocess.Popen')}${long('import os')}s.`,
    ],
    [
      'digits and words that only look packed',
      `\x80\x02]${long('deadbeef'.repeat(32))}a${long('eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9')}a.`,
    ],
    ['bytes that only look compressed', `\x80\x03C\x20\x1f\x8b\x08\0${'fake'.repeat(7)}.`],
    ['names of Python 2', '\x80\x02cUserDict\nIterableUserDict\n)R0cConfigParser\nConfigParser\n)R.'],
  ] as const) {
    it(`has nothing to say of ${what}`, async () => assert.deepEqual(await codes(text), []));
  }
});
