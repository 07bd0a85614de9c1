import { isFields } from './node';
import { parsed } from './json';

/** A fact, by its name. */
export type Entry = readonly [name: string, value: string];

const mostParts = 200_000;

/** What a model is: its name or class as the architecture, and how many layers it has, also in models within it. */
export function describeConfig(text: string): readonly Entry[] {
  const model = parsed(text);
  if (!isFields(model) || typeof model.class_name !== 'string') return [];
  const name = isFields(model.config) ? model.config.name : undefined;
  const layers = countLayers(model.config);
  return [
    ['class', model.class_name],
    ...(typeof name === 'string' ? ([['architecture', name]] as const) : []),
    ...(layers > 0 ? ([['layers', String(layers)]] as const) : []),
  ];
}

/** What `metadata.json` of a model says, and the attributes of the same names: who saved it. */
export function describeSaver(text: string): readonly Entry[] {
  const saver = parsed(text);
  const version = isFields(saver) ? saver.keras_version : undefined;
  return typeof version === 'string' ? [['keras_version', version]] : [];
}

function countLayers(config: unknown): number {
  const waiting = [config];
  let count = 0;
  for (let parts = 0; waiting.length > 0 && parts < mostParts; parts++) {
    const part = waiting.pop();
    const layers = isFields(part) ? part.layers : undefined;
    if (!Array.isArray(layers)) continue;
    for (const layer of layers as readonly unknown[]) {
      count++;
      if (isFields(layer)) waiting.push(layer.config);
    }
  }
  return count;
}
