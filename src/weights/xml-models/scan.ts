import type { ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { Findings } from '../findings';
import type { Recognized, WeightFile } from '../format';
import { leadsOutside } from '../outside-path';
import { notReadOn, unread, type ScanContext } from '../scan-context';
import { xmlEntities, xmlTags, type XmlTag } from './xml';

const longestText = 1 << 27;
const longestShown = 100;
/** Code in a language that a consumer may run. */
const script =
  /<script\b|\b(?:eval|exec|system|popen|spawn|Function)\s*\(|\b(?:os|subprocess|importlib|Runtime)\s*\.\s*\w+\s*\(|__import__|javascript:|powershell|\/bin\/(?:ba)?sh/i;
const libraryPath = /\.(?:so(?:\.\d+)*|dll|dylib)$/i;

/** What reading a model in XML would make its reader do. PMML only computes, unless its extensions hold code for somebody. */
export function scanPmml(file: WeightFile, _: Recognized, context: ScanContext): Promise<readonly ScanFinding[]> {
  return scanXml(file.source, context, 'PMML', (tag, text) => {
    if (tag.name !== 'Extension') return undefined;
    const end = text.indexOf('</', tag.offset);
    const content = text.slice(tag.offset, end < 0 ? tag.offset + longestShown : end);
    return script.test(content) ? scriptIn(tag) : undefined;
  });
}

/** The graph of an OpenVINO model; its weights stand in a file beside it. https://docs.openvino.ai/2025/documentation/openvino-ir-format.html */
export function scanOpenVino(file: WeightFile, _: Recognized, context: ScanContext): Promise<readonly ScanFinding[]> {
  return scanXml(file.source, context, 'net', (tag) => {
    for (const value of tag.attributes.values()) {
      if (libraryPath.test(value)) return libraryAt(value, tag.offset);
      if (/[\\/]/.test(value) && leadsOutside(value)) return outsidePath(value, tag.offset);
    }
    return tag.name === 'layer' && tag.attributes.get('version') === 'extension' ? extension(tag) : undefined;
  });
}

async function scanXml(
  source: ByteSource,
  { budget }: ScanContext,
  root: string,
  judge: (tag: XmlTag, text: string) => ScanFinding | undefined,
): Promise<readonly ScanFinding[]> {
  if (source.size > longestText || !budget.take(2 * source.size)) return [notReadOn(0)];
  const text = new TextDecoder().decode(await source.read(0, source.size));
  const findings = new Findings();
  for (const { isExternal, offset } of xmlEntities(text)) findings.add(entity(isExternal, offset));
  for (const tag of xmlTags(text)) {
    const found = judge(tag, text);
    if (found) findings.add(found);
  }
  if (!new RegExp(`</(?:[\\w.-]+:)?${root}\\s*>\\s*(?:<!--[^]*?-->\\s*)*$`).test(text.slice(-longestText)))
    findings.add(unread('xml/broken', 'This model breaks off, so it was not read to its end. Download it again.'));
  return findings.all;
}

function entity(isExternal: boolean, offset: number): ScanFinding {
  return isExternal
    ? {
        code: 'xml/external-entity',
        verdict: 'dangerous',
        message:
          'This model makes XML readers fetch a file or an address and take in what stands there. Do not load it.',
        offset,
      }
    : {
        code: 'xml/entity',
        verdict: 'suspicious',
        message:
          'This model declares entities of XML, which no exporter does and which can fill the memory of a reader.',
        offset,
      };
}

function scriptIn({ offset }: XmlTag): ScanFinding {
  const message =
    'An extension in this PMML model holds code. Find out who is meant to run it before you load the model.';
  return { code: 'pmml/script', verdict: 'suspicious', message, offset };
}

function libraryAt(path: string, offset: number): ScanFinding {
  const message = `This model names the native library ${JSON.stringify(path.slice(0, longestShown))} to be loaded with it. Do not load it.`;
  return {
    code: 'openvino/library',
    verdict: 'dangerous',
    message,
    offset,
    data: { path: path.slice(0, longestShown) },
  };
}

function outsidePath(path: string, offset: number): ScanFinding {
  const message = `This model names ${JSON.stringify(path.slice(0, longestShown))}, which lies outside of its own folder. Load it only if you trust its maker.`;
  return { code: 'openvino/outside-path', verdict: 'suspicious', message, offset };
}

function extension({ attributes, offset }: XmlTag): ScanFinding {
  const type = (attributes.get('type') ?? '').slice(0, longestShown);
  const message = `The layer type ${type} of this model needs an extension of OpenVINO, which is native code. Load it only if you trust that code.`;
  return { code: 'openvino/extension', verdict: 'suspicious', message, offset, data: { type } };
}
