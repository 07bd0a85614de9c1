import { ascii, startsWith } from '../../bytes/cursor';
import type { ScanFinding } from '../../domain/scan';
import { hasEnding, type Recognized, type WeightFile } from '../format';
import { codeInBytes, codeInJson, codeInText } from '../held-code';
import { notReadOn, unread, type ScanContext } from '../scan-context';

const longestText = 1 << 28;
/** Of a LightGBM model that is looked through for code. In bytes. */
const longestLines = 1 << 24;
const catboostMagic = ascii('CBM1');

/** What is called as the data calls it. */
const named = /^(?:feature_(?:names|types|infos)|pandas_categorical)/;

/** Models of gradient boosted trees: tables of numbers, which nothing in them can make run. */
export function boostedTrees(file: WeightFile): Recognized | undefined {
  const { head } = file;
  if (startsWith(head, catboostMagic) && hasEnding(file, '.cbm', '.bin', '.model')) return { format: 'catboost' };
  if (!hasEnding(file, '.json', '.txt', '.model', '.xgb', '.lgb', '.lightgbm', '.bin')) return undefined;
  const text = new TextDecoder().decode(head.subarray(0, 2000));
  if (/^tree\r?\nversion=v\d/.test(text)) return { format: 'lightgbm' };
  return /^\s*\{\s*"(?:learner|version)"\s*:/.test(text) && text.includes('"learner"')
    ? { format: 'xgboost' }
    : undefined;
}

/** https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html: JSON, of which nothing is interpreted but numbers. */
export async function scanXgboost(
  { source }: WeightFile,
  _: Recognized,
  { budget }: ScanContext,
): Promise<readonly ScanFinding[]> {
  if (source.size > longestText || !budget.take(2 * source.size)) return [notReadOn(0)];
  let model: unknown;
  try {
    model = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await source.read(0, source.size)));
  } catch {
    return [unread('xgboost/broken', 'This XGBoost model is no whole JSON. Download or save it again.')];
  }
  return codeInJson('xgboost', model, (key) => !named.test(key));
}

/** A text that says where it ends: https://lightgbm.readthedocs.io/en/stable/Python-Intro.html */
export async function scanLightgbm(
  { source }: WeightFile,
  _: Recognized,
  { budget }: ScanContext,
): Promise<readonly ScanFinding[]> {
  const start = source.size > longestLines || !budget.take(source.size) ? 0 : source.size;
  const lines = new TextDecoder().decode(await source.read(0, start)).split('\n');
  const said = lines.filter((line) => !named.test(line)).join('\n');
  const tail = new TextDecoder().decode(await source.read(Math.max(0, source.size - 65_536), 65_536));
  const isWhole = /^(?:end of trees|end of parameters|pandas_categorical:.*)\s*$/m.test(tail);
  return [
    ...codeInText('lightgbm', 'parameters', said),
    ...(isWhole
      ? []
      : [unread('lightgbm/broken', 'This LightGBM model breaks off before its end. Download or save it again.')]),
  ];
}

/** A magic number and the length of the part that describes the trees; the rest is numbers. */
export async function scanCatboost(
  { source, head }: WeightFile,
  _: Recognized,
  { budget }: ScanContext,
): Promise<readonly ScanFinding[]> {
  const length = head.length >= 8 ? new DataView(head.buffer, head.byteOffset).getUint32(4, true) : Infinity;
  const code = await codeInBytes('catboost', source, budget);
  if (8 + length <= source.size) return code;
  return [
    ...code,
    unread('catboost/broken', 'This CatBoost model breaks off before its end. Download or save it again.'),
  ];
}
