import type { ModelRegistry } from '../domain/mention';
import type { Slice } from '../text/place';
import { partOf } from './hub-mention';
import { isHubName, isPath } from './hub-name';

/** A model named by something that says where it is kept, in its parts. */
export interface ModelAddress {
  readonly registry?: ModelRegistry;
  readonly name: Slice;
  readonly revision?: Slice;
}

const longest = 500;

/**
 * `models:/name/version`, `models:/name@alias`, and `runs:/id/path`, where the id of the run stands for the version.
 * https://mlflow.org/docs/latest/ml/model-registry/workflow/
 */
export function mlflowModel(written: Slice): ModelAddress | undefined {
  const found = match(/^(models:\/{1,3})([^/@\s{}]+)(?:([/@])([^/@\s{}]+))?$/, written);
  if (found) {
    const [scheme = '', name = '', sign, version] = found;
    const versionAt = scheme.length + name.length + 1;
    return address(
      'mlflow',
      written,
      [scheme.length, name.length],
      sign === undefined ? undefined : [versionAt, version!.length],
    );
  }
  const [scheme = '', run = '', path] = match(/^(runs:\/{1,3})([0-9a-f]{32})\/([^\s{}]+)$/, written) ?? [];
  if (path === undefined) return undefined;
  return address('mlflow', written, [scheme.length + run.length + 1, path.length], [scheme.length, run.length]);
}

/** `owner/repository:ref`, as `torch.hub` takes it: https://docs.pytorch.org/docs/stable/hub.html#torch.hub.load */
export function githubRepository(written: Slice): ModelAddress | undefined {
  const found = match(/^([A-Za-z0-9][A-Za-z0-9-]*\/[\w.-]+)(?::([\w./-]+))?$/, written);
  if (!found) return undefined;
  const [name = '', ref] = found;
  return address('github', written, [0, name.length], ref === undefined ? undefined : [name.length + 1, ref.length]);
}

/**
 * A package of spaCy such as `en_core_web_sm`, with its version where it is downloaded directly.
 * https://spacy.io/models#conventions
 */
export function spacyModel(written: Slice): ModelAddress | undefined {
  const found = match(/^([a-z]{2,3}_(?:[a-z0-9]+_)*(?:sm|md|lg|trf))(?:-(\d[\w.]*))?$/, written);
  if (!found) return undefined;
  const [name = '', version] = found;
  return address(
    'spacy',
    written,
    [0, name.length],
    version === undefined ? undefined : [name.length + 1, version.length],
  );
}

/** A model of Ollama's own library or of one of its users, with its tag: https://ollama.com/library */
export function ollamaModel(written: Slice): ModelAddress | undefined {
  const found = match(/^([a-z0-9][\w.-]*(?:\/[a-z0-9][\w.-]*)?)(?::([\w.-]+))?$/i, written);
  if (!found) return undefined;
  const [name = '', tag] = found;
  return address('ollama', written, [0, name.length], tag === undefined ? undefined : [name.length + 1, tag.length]);
}

/** Takes a name of the Hub or a path out of what stands behind one of these prefixes, and a revision behind `@`. */
export function hubNameBehind(...prefixes: readonly string[]): (written: Slice) => ModelAddress | undefined {
  return (written) => {
    const prefix = prefixes.find((candidate) => written.text.startsWith(candidate));
    if (prefix === undefined) return undefined;
    const at = written.text.indexOf('@');
    const name = partOf(written, prefix.length, at < 0 ? undefined : at);
    if (!name || !(isHubName(name.text) || isPath(name.text))) return undefined;
    const revision = at < 0 ? undefined : partOf(written, at + 1);
    return { name, ...(revision && { revision }) };
  };
}

function match(pattern: RegExp, { text }: Slice): readonly (string | undefined)[] | undefined {
  return text.length <= longest ? pattern.exec(text)?.slice(1) : undefined;
}

type Part = readonly [at: number, length: number];

/** Undefined where the text is spelled with escapes, so that its parts have no exact places. */
function address(registry: ModelRegistry, written: Slice, name: Part, revision?: Part): ModelAddress | undefined {
  const place = ([at, length]: Part): Slice | undefined => partOf(written, at, at + length);
  const [named, given] = [place(name), revision && place(revision)];
  return named && { registry, name: named, ...(given && { revision: given }) };
}
