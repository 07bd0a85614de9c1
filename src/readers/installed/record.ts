import type { Slice } from '../../text/place';
import type { Reader } from '../reader';

const mostStartupFiles = 20;

/** Which files came with an installed Python package. */
export const installedRecord: Reader = {
  kind: 'installed-files',
  title: 'Files of installed Python packages (RECORD in site-packages of a virtual environment)',
  files: ['**/*.dist-info/RECORD'],
  specification: 'https://packaging.python.org/en/latest/specifications/recording-installed-packages/#the-record-file',
  gives: ['installed-files'],
  read(text) {
    const count = text.match(/^[^\r\n]*,[^\r\n]*,[^\r\n]*$/gm)?.length ?? 0;
    return {
      mentions: count > 0 ? [{ kind: 'installed-files', count, startup: startupFiles(text) }] : [],
      problems: [],
    };
  },
};

/** What Python itself looks for whenever it starts: https://docs.python.org/3/library/site.html */
function startupFiles(text: string): readonly Slice[] {
  const found: Slice[] = [];
  for (const { 1: path, index } of text.matchAll(
    /^"?((?:[^\r\n/\\,"]+\.pth)|(?:site|user)customize(?:\/__init__)?\.py)"?,/gm,
  )) {
    if (found.length === mostStartupFiles) break;
    const start = index + (text[index] === '"' ? 1 : 0);
    found.push({ text: path!, start, end: start + path!.length });
  }
  return found;
}
