import type { ByteSource } from '../../bytes/source';
import type { ScanFinding } from '../../domain/scan';
import { leadsElsewhere } from '../outside-path';
import { unread } from '../scan-context';

const longestManifest = 1 << 20;
const longestShown = 200;
/** Of these the server has code of its own: https://docs.pytorch.org/serve/default_handlers.html */
const ownHandlers: ReadonlySet<string> = new Set([
  ...['image_classifier', 'image_segmenter', 'object_detector', 'text_classifier'],
]);
const fileFields = ['serializedFile', 'modelFile', 'handler', 'requirementsFile', 'configFile'] as const;

/** What the manifest of a model for TorchServe has the server load and run: https://github.com/pytorch/serve/tree/master/model-archiver */
export async function scanManifest(content: ByteSource): Promise<readonly ScanFinding[]> {
  const model = modelIn(new TextDecoder().decode(await content.read(0, Math.min(content.size, longestManifest))));
  if (!model)
    return [
      unread(
        'torchserve/broken',
        'The manifest of this model archive cannot be read, so what the server runs is not known.',
      ),
    ];
  const findings: ScanFinding[] = [];
  for (const field of fileFields) {
    const path = model[field];
    if (typeof path === 'string' && leadsElsewhere(path)) findings.push(outside(field, path));
  }
  const { handler, requirementsFile } = model;
  if (typeof handler === 'string' && !ownHandlers.has(handler.trim())) findings.push(handledBy(handler));
  if (typeof requirementsFile === 'string') findings.push(installs(requirementsFile));
  return findings;
}

function modelIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const { model } = JSON.parse(text) as { model?: unknown };
    return typeof model === 'object' && model !== null ? (model as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

function outside(field: string, path: string): ScanFinding {
  return {
    code: 'torchserve/outside-path',
    verdict: 'dangerous',
    message: `The manifest has the server take ${shown(path)} as its ${field}, which lies outside of this archive. Do not serve it.`,
    data: { path: path.slice(0, longestShown) },
  };
}

function handledBy(handler: string): ScanFinding {
  return {
    code: 'torchserve/handler',
    verdict: 'suspicious',
    message: `The server runs the Python code of ${shown(handler)} when it loads this model and for each request. Read it before you serve the model.`,
    data: { handler: handler.slice(0, longestShown) },
  };
}

function installs(file: string): ScanFinding {
  return {
    code: 'torchserve/requirements',
    verdict: 'suspicious',
    message: `A server that allows it installs the packages of ${shown(file)} when it loads this model. Read the list before you serve the model.`,
    data: { requirements: file.slice(0, longestShown) },
  };
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, longestShown));
}
