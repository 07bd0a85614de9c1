import type { ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { Findings } from '../findings';
import type { Recognized, WeightFile } from '../format';
import { codeInText } from '../held-code';
import { leadsOutside } from '../outside-path';
import { notReadOn, unread, type ScanContext } from '../scan-context';
import { isWellFormed } from './well-formed';
import { xmlEntities, xmlTags, type XmlTag } from './xml';

const longestText = 1 << 27;
const longestShown = 100;
const longestExtension = 1 << 16;
const libraryPath = /\.(?:so(?:\.\d+)*|dll|dylib)$/i;

/** An element that is closed at once, or all up to where it is closed. */
const extensionText = /^<[^<>]*\/>|^[^]*?(?=<\/(?:[\w.-]+:)?Extension\b|$)/;

/** What reading a model in XML would make its reader do. PMML only computes, unless its extensions hold code for somebody. */
export function scanPmml(file: WeightFile, _: Recognized, context: ScanContext): Promise<readonly ScanFinding[]> {
  let judgedTo = 0;
  return scanXml(file.source, context, (tag, text) => {
    if (tag.name !== 'Extension' || tag.offset < judgedTo) return undefined;
    const [content = ''] = extensionText.exec(text.slice(tag.offset, tag.offset + longestExtension)) ?? [];
    judgedTo = tag.offset + content.length;
    return codeInText('pmml', tag.name, content, tag.offset)[0];
  });
}

/** The graph of an OpenVINO model; its weights stand in a file beside it. https://docs.openvino.ai/2025/documentation/openvino-ir-format.html */
export function scanOpenVino(file: WeightFile, _: Recognized, context: ScanContext): Promise<readonly ScanFinding[]> {
  return scanXml(file.source, context, (tag) => {
    for (const [name, value] of tag.attributes) {
      const [code] = codeInText('openvino', name, value, tag.offset);
      if (code) return code;
      if (libraryPath.test(value)) return libraryAt(value, tag.offset);
      if (/[\\/]/.test(value) && leadsOutside(value)) return outsidePath(value, tag.offset);
    }
    const isForeign = tag.attributes.get('version') === 'extension' || tag.attributes.get('type') === 'Python';
    return tag.name === 'layer' && isForeign ? extension(tag) : undefined;
  });
}

async function scanXml(
  source: ByteSource,
  { budget }: ScanContext,
  judge: (tag: XmlTag, text: string) => ScanFinding | undefined,
): Promise<readonly ScanFinding[]> {
  if (source.size > longestText || !budget.take(2 * source.size)) return [notReadOn(0)];
  const bytes = await source.read(0, source.size);
  const text = new TextDecoder().decode(bytes);
  const findings = new Findings();
  for (const { isExternal, offset } of xmlEntities(text)) findings.add(entity(isExternal, offset));
  for (const tag of xmlTags(text)) {
    const found = judge(tag, text);
    if (found) findings.add(found);
  }
  if (!isWellFormed(decoded(bytes) ?? ''))
    findings.add(
      unread(
        'xml/broken',
        'This model breaks off or is no well-formed XML, so its readers refuse it. Download it again.',
      ),
    );
  return findings.all;
}

/** By the encoding that the text declares, else UTF-8; `undefined` where it is not written so. */
function decoded(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const [, encoding = 'utf-8'] = /^(?:\xEF\xBB\xBF)?<\?xml\s[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(start) ?? [];
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
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
