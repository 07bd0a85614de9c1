import { ascii, startsWith } from '../../bytes/cursor';
import type { ScanFinding } from '../../domain/scan';
import { hasEnding, type Recognized, type WeightFile } from '../format';
import { notReadOn, unread, type ScanContext } from '../scan-context';

const longestText = 1 << 28;
const catboostMagic = ascii('CBM1');

/** Models of gradient boosted trees: tables of numbers, which nothing in them can make run. */
export function boostedTrees(file: WeightFile): Recognized | undefined {
  const { head } = file;
  if (startsWith(head, catboostMagic) && hasEnding(file, '.cbm', '.bin', '.model')) return { format: 'catboost' };
  if (!hasEnding(file, '.json', '.txt', '.model', '.xgb', '.lgb', '.bin')) return undefined;
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
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await source.read(0, source.size)));
    return [];
  } catch {
    return [unread('xgboost/broken', 'This XGBoost model is no whole JSON. Download or save it again.')];
  }
}

/** A text that says where it ends: https://lightgbm.readthedocs.io/en/stable/Python-Intro.html */
export async function scanLightgbm({ source }: WeightFile): Promise<readonly ScanFinding[]> {
  const tail = new TextDecoder().decode(await source.read(Math.max(0, source.size - 65_536), 65_536));
  return /^(?:end of trees|end of parameters|pandas_categorical:.*)\s*$/m.test(tail)
    ? []
    : [unread('lightgbm/broken', 'This LightGBM model breaks off before its end. Download or save it again.')];
}

/** A magic number and the length of the part that describes the trees; the rest is numbers. */
export function scanCatboost({ source, head }: WeightFile): readonly ScanFinding[] {
  const length = head.length >= 8 ? new DataView(head.buffer, head.byteOffset).getUint32(4, true) : Infinity;
  return 8 + length <= source.size
    ? []
    : [unread('catboost/broken', 'This CatBoost model breaks off before its end. Download or save it again.')];
}
