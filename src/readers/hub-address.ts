import type { Slice } from '../text/place';
import { isHubName } from './hub-name';
import { partOf } from './hub-mention';

/** A repository of the Hub named by an address, in its parts. */
export interface HubAddress {
  readonly kind: 'model' | 'dataset';
  readonly name: Slice;
  readonly revision?: Slice;
  /** `scheme` for `hf://owner/name`, `file` for an address on the web of one file, `repository` for one that Git clones. */
  readonly form: 'scheme' | 'file' | 'repository';
}

const longest = 2000;
const owned = '(?:datasets/)?(?!(?:datasets|spaces|buckets|models|api|docs|papers|collections)/)';
const web = `https?://(?:[^@/\\s]*@)?(?:www\\.)?(?:huggingface\\.co|hf\\.co|hf-mirror\\.com)/${owned}`;
const forms = {
  scheme: new RegExp(`^hf://${owned}(?<name>[^/@]+/[^/@]+)(?:@(?<revision>[^/]+))?(?=/|$)`),
  file: new RegExp(`^${web}(?<name>[^/?#]+(?:/[^/?#]+)?)/(?:resolve|raw|blob)/(?<revision>[^/?#]+)(?=/)`),
  repository: new RegExp(`^(?:git\\+)?(?:${web}|(?:ssh://)?git@hf\\.co[:/]${owned})(?<name>[^/?#@]+(?:/[^/?#@]+/?)?)$`),
} as const;

/**
 * The repository that an address leads to: `hf://datasets/owner/name@revision/path` and the addresses of huggingface.co.
 * https://huggingface.co/docs/huggingface_hub/guides/hf_file_system#integrations
 */
export function hubAddress(written: Slice): HubAddress | undefined {
  if (written.text.length > longest) return undefined;
  for (const form of ['scheme', 'file', 'repository'] as const) {
    const { 0: whole = '', groups } = forms[form].exec(written.text) ?? {};
    if (!groups) continue;
    const { name: raw = '', revision: given } = groups;
    const text = raw.replace(/(?:\.git)?\/?$/, '');
    const at = form === 'scheme' || form === 'file' ? whole.indexOf(raw, 5) : whole.lastIndexOf(raw);
    const name = partOf(written, at, at + text.length);
    if (!name || !isHubName(text)) return undefined;
    const kind = /[/:]datasets\/$/.test(whole.slice(0, at)) ? 'dataset' : 'model';
    const revision = given === undefined ? undefined : partOf(written, whole.length - given.length, whole.length);
    return { kind, name, form, ...(revision && { revision: { ...revision, text: decoded(revision.text) } }) };
  }
  return undefined;
}

/** `refs%2Fpr%2F1` is how a slash is spelled in a part of an address. */
function decoded(revision: string): string {
  return revision.replaceAll(/%2F/gi, '/');
}
