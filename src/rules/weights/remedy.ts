import type { Document } from '../../domain/document';
import type { Fix } from '../../domain/finding';
import type { Knowledge } from '../../domain/knowledge';
import { nameOf, type SpokenOf } from './spoken-of';

/** What can be done where a file that runs code is loaded. */
export interface Remedy {
  /** Sentences, each after a space. */
  readonly advice: string;
  readonly fixes: readonly Fix[];
}

/** Formats that `torch.load` unpickles, or refuses to where `weights_only` is on. */
const ofTorch: readonly string[] = ['torch-zip', 'torch-legacy', 'torch-tar', 'pickle'];
/** Loaders that take either format by the ending of the path. */
const byEnding = /(?:^|\.)from_single_file$/;

/** A safetensors file that stands beside, and the switch that keeps `torch.load` from running code. */
export function remedyFor(document: Document, spoken: SpokenOf, known: Knowledge): Remedy {
  const sibling = siblingOf(spoken, document, known);
  const guard = guardFor(document, spoken);
  const advice = [
    ...(sibling ? [` ${nameOf(sibling.path)} stands beside it and holds no code: load that instead.`] : []),
    ...(guard
      ? [' With weights_only=True, torch.load refuses to run it; before torch 2.6 that could be bypassed.']
      : []),
  ];
  return { advice: advice.join(''), fixes: [...(sibling?.fixes ?? []), ...(guard ? [guard] : [])] };
}

interface Sibling {
  readonly path: string;
  readonly fixes: readonly Fix[];
}

/** A file beside with the same name but `.safetensors`, if it is one and was found safe. */
function siblingOf(
  { path, written, by = '', instead }: SpokenOf,
  document: Document,
  known: Knowledge,
): Sibling | undefined {
  const found = known.weightsNamed(path, asSafetensors(nameOf(path)));
  if (found?.facts.format !== 'safetensors' || found.facts.scan?.verdict !== 'safe') return undefined;
  const others = byEnding.test(by) ? [] : document.kind === 'python' ? instead : undefined;
  if (!written || !others || document.text.slice(written.start, written.end) !== written.text)
    return { path: found.path, fixes: [] };
  const { start, end, text } = written;
  const edits = [...others, { start, end, newText: asSafetensors(text) }].map((edit) => ({
    path: document.path,
    ...edit,
  }));
  return { path: found.path, fixes: [{ title: `Switch to ${nameOf(found.path)}`, safety: 'suggested', edits }] };
}

/** By the customs of Transformers `pytorch_model.bin` becomes `model.safetensors`. */
function asSafetensors(path: string): string {
  return path.replace(/\.\w+$/, '.safetensors').replace(/(^|\/)pytorch_(?=model\b)/, '$1');
}

/** https://pytorch.org/docs/stable/generated/torch.load.html: known since 1.13, the default since 2.6. */
function guardFor({ path }: Document, { facts, guard }: SpokenOf): Fix | undefined {
  if (!guard || !ofTorch.includes(facts.format)) return undefined;
  const { state, value, slot } = guard;
  const edit =
    state === 'off' && value
      ? { path, start: value.start, end: value.end, newText: 'True' }
      : state === 'absent' && slot
        ? { path, start: slot.at, end: slot.at, newText: `${slot.before}True${slot.after}` }
        : undefined;
  return (
    edit && {
      title: state === 'off' ? 'Set weights_only=True' : 'Add weights_only=True',
      safety: 'suggested',
      edits: [edit],
    }
  );
}
