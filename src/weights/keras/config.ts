import type { ScanFinding } from '../../domain/scan';

const mostNodes = 1_000_000;
const deepest = 200;
/** Modules whose classes a Keras model is made of. */
const kerasModule =
  /^(?:keras|tf_keras|tensorflow\.keras|tensorflow\.python\.keras|keras_hub|keras_cv|keras_nlp|builtins|numpy)(?:\.|$)/;
const asOf = 'when the model is loaded';

interface Place {
  readonly value: unknown;
  readonly depth: number;
}

/** What the description of a Keras model would run. https://keras.io/guides/serialization_and_saving/ */
export function kerasConfig(text: string): readonly ScanFinding[] {
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch {
    return [
      finding(
        'unreadable-config',
        'unknown',
        'The description of this Keras model is no JSON, so what it does is not known.',
      ),
    ];
  }
  const findings = new Map<string, ScanFinding>();
  const waiting: Place[] = [{ value: config, depth: 0 }];
  for (let nodes = 0; waiting.length > 0; nodes++) {
    const { value, depth } = waiting.pop()!;
    if (nodes > mostNodes || depth > deepest) {
      findings.set('limit', finding('limit', 'unknown', 'The description of this model is too large to be read here.'));
      break;
    }
    if (typeof value !== 'object' || value === null) continue;
    for (const found of Array.isArray(value) ? [] : judged(value as Record<string, unknown>))
      findings.set(found.code, found);
    for (const child of Object.values(value)) waiting.push({ value: child, depth: depth + 1 });
  }
  return [...findings.values()];
}

function judged(node: Readonly<Record<string, unknown>>): readonly ScanFinding[] {
  const { class_name: name, module, config } = node;
  const settings = typeof config === 'object' && config !== null ? (config as Record<string, unknown>) : {};
  const found: ScanFinding[] = [];
  const harmful = (code: string, message: string): void => void found.push(finding(code, 'dangerous', message));
  if (name === 'Lambda')
    harmful('lambda', `A Lambda layer of this model holds Python code that runs ${asOf} or used. Do not load it.`);
  if (name === '__lambda__')
    harmful('lambda-code', `This model holds compiled Python code that is unpacked ${asOf}. Do not load it.`);
  if (name === 'TorchModuleWrapper')
    harmful('torch-module', `This model carries a pickle of PyTorch that is run ${asOf}. Do not load it.`);
  if (name === 'TFSMLayer')
    harmful('saved-model', `This model loads another one from a path of its own ${asOf}. Do not load it.`);
  if (typeof module === 'string' && typeof name === 'string' && !kerasModule.test(module))
    harmful(
      'foreign-module',
      `This model imports ${name.slice(0, 100)} from ${module.slice(0, 100)} ${asOf}, which is no part of Keras. Do not load it.`,
    );
  if (name === 'function' && (module === 'builtins' || typeof config === 'string')) {
    const target = typeof config === 'string' ? config : '';
    const from = typeof node.registered_name === 'string' ? node.registered_name : '';
    if (
      /^(?:eval|exec|compile|open|__import__|getattr|input|breakpoint|system|get_file)$/.test(target) ||
      /get_file|enable_unsafe|load_model|os\.|subprocess/.test(`${target} ${from}`)
    )
      harmful('function', `This model calls ${target.slice(0, 100)} ${asOf}. Do not load it.`);
  }
  if (
    typeof module === 'string' &&
    /^(?:keras|tf_keras)\.(?:src\.)?(?:utils|config|saving|models)/.test(module) &&
    /^(?:get_file|enable_unsafe_deserialization|load_model|load_weights|deserialize\w*|model_from_\w+|extract_archive|function)$/.test(
      String(name),
    )
  )
    harmful(
      'gadget',
      `This model calls ${String(name)} of Keras ${asOf}, which fetches or loads something. Do not load it.`,
    );
  if (/(?:String|Integer|Index)Lookup|TextVectorization/.test(String(name)) && typeof settings.vocabulary === 'string')
    harmful(
      'vocabulary-path',
      `This model reads the file ${settings.vocabulary.slice(0, 100)} ${asOf}. Do not load it.`,
    );
  return found;
}

function finding(code: string, verdict: ScanFinding['verdict'], message: string): ScanFinding {
  return { code: `keras/${code}`, verdict, message };
}
