import { isDeed, standingOf } from '../pickle/standing';
import type { KerasNode } from './node';

/** What taking a name from a module can do. */
export type Standing = 'harmless' | 'foreign' | 'dangerous';

const keras = /^(?:keras|tf_keras|keras_core|tensorflow\.keras|tensorflow\.python\.keras)(?:\.|$)/;
/** Libraries of layers that are built as Keras's own are. */
const layers =
  /^(?:keras_(?:hub|cv|nlp|contrib|tuner)|tensorflow_(?:addons|hub|probability|text|models)|official|tf_agents|kapre|autokeras|segmentation_models)(?:\.|$)/;
const python = /^(?:builtins|__builtin__)$/;

/** Functions of Python that an honest model does not name; others of that module are the modeler's own. */
const harmfulBuiltin =
  /^(?:eval|exec|execfile|compile|open|file|__import__|__build_class__|getattr|setattr|delattr|input|raw_input|breakpoint|globals|locals|vars|help|exit|quit|apply|reload)$/;

/** Functions of Keras that fetch, load, unpack or switch off a guard, under any module: https://nvd.nist.gov/vuln/detail/CVE-2025-8747 */
const knownGadget =
  /^(?:get_file|extract_archive|enable_unsafe_deserialization|load_model|model_from_(?:json|yaml|config))$/;
/** The same, where the module is one of Keras: honest models name functions of their own so. */
const gadget =
  /^(?:get_file|_?extract_archive|enable_unsafe_deserialization|(?:load|save)_\w+|\w+_from_(?:directory|json|yaml|config)|deserialize\w*|func_load|export\w*|plot_model|import_\w+)$/;
/** Parts of Keras of which every function is one. */
const toolModule = /\.(?:file_utils|io_utils|python_utils|saving(?:_\w+)?|datasets)(?:\.|$)/;
const className = /^_*[A-Z]/;
/** Functions of libraries that reach files by other words than most. */
const reaching = /(?:from|to)file$|^(?:memmap|genfromtxt|loadtxt|savez?(?:txt|_compressed)?)$/;
const harmlessDeed = /^decode_|_decode$/;

/** What Keras would reach for by the name of a part: a name of its own, of a library, or of anything that can be imported. */
export function standingOfNode({ name, module, isFunction }: KerasNode): Standing {
  const isOwn = module === undefined || keras.test(module);
  if (isOwn || python.test(module)) {
    if (knownGadget.test(name)) return 'dangerous';
    if (isOwn && module !== undefined && (gadget.test(name) || (toolModule.test(module) && !className.test(name))))
      return 'dangerous';
    const isBuiltin = module === undefined ? isFunction : python.test(module);
    return isBuiltin && harmfulBuiltin.test(name) ? 'dangerous' : 'harmless';
  }
  if (module === '__main__' || layers.test(module)) return 'harmless';
  const standing = standingOf(module, name);
  if (standing === 'foreign' || standing === 'dangerous') return standing;
  if (standing === 'python' || standing === 'maker') return 'dangerous';
  if (className.test(name)) return 'harmless';
  return reaching.test(name) || (isDeed(name) && !harmlessDeed.test(name)) ? 'dangerous' : 'harmless';
}
