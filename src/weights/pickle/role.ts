import { isGetattr, isTypeLoader } from './standing';

/** What a function of Python does with what it is given, where that matters to what is given. */
export type Role =
  /** Gives an attribute of a value; a type by its name. */
  | 'getattr'
  | 'type-by-name'
  /** Gives a function that reaches for the names that it is given. */
  | 'reacher'
  /** Keeps a function with arguments, for a later call. */
  | 'partial'
  /** Calls a function for each value. */
  | 'applier'
  /** Loads the pickle or archive that it is given as bytes. */
  | 'unpickler'
  /** Loads the pickle that it is given as bytes where its type is that of objects. */
  | 'scalar'
  /** Takes nothing but a mapping or pairs. */
  | 'mapping'
  | 'none';

const roles: ReadonlyMap<string, Role> = new Map([
  ...named('reacher', 'operator.attrgetter', 'operator.methodcaller', '_operator.attrgetter', '_operator.methodcaller'),
  ...named('partial', 'functools.partial', '_functools.partial'),
  ...named('applier', 'builtins.map', 'builtins.filter', '__builtin__.map', '__builtin__.filter', 'builtins.iter'),
  ...named('applier', 'itertools.starmap', 'itertools.accumulate', 'itertools.takewhile', 'itertools.dropwhile'),
  ...named('applier', 'itertools.filterfalse', 'itertools.groupby', 'itertools.imap', 'itertools.ifilter'),
  ...named('unpickler', 'torch.storage._load_from_bytes', 'keras.saving.pickle_utils.deserialize_model_from_bytecode'),
  ...named('unpickler', 'keras.src.saving.keras_saveable.KerasSaveable._unpickle_model'),
  ...named('scalar', 'numpy.core.multiarray.scalar', 'numpy._core.multiarray.scalar'),
  ...named('mapping', 'collections.OrderedDict', '_collections.OrderedDict', 'builtins.dict', '__builtin__.dict'),
]);

/** The role of a function, by its module and name. */
export function roleOf(module: string, name: string): Role {
  if (isGetattr(module, name)) return 'getattr';
  if (isTypeLoader(module, name)) return 'type-by-name';
  return roles.get(`${module}.${name}`) ?? 'none';
}

function named(role: Role, ...names: readonly string[]): readonly (readonly [string, Role])[] {
  return names.map((name) => [name, role]);
}
