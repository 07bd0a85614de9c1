import type { Mention } from '../domain/mention';
import type { Slice } from '../text/place';
import { modelAddressed, modelNamed, partOf, type SaidOfModel } from './hub-mention';
import { isHubName } from './hub-name';
import { ollamaModel } from './model-address';

/**
 * A model as Ollama takes it: `hf.co/owner/name` with a quantization behind a colon, or a name of its own library with a tag.
 * https://huggingface.co/docs/hub/ollama
 */
export function ofOllama(written: Slice, said: SaidOfModel): readonly Mention[] {
  const [host] = /^(?:https:\/\/)?(?:hf\.co|huggingface\.co)\//.exec(written.text) ?? [];
  if (host === undefined) {
    const found = ollamaModel(written);
    return found ? [modelAddressed(found, said)] : [];
  }
  const colon = written.text.indexOf(':', host.length);
  const name = partOf(written, host.length, colon < 0 ? written.text.length : colon);
  return name && isHubName(name.text) ? modelNamed(name, said) : [];
}
