import type { ReadProblem, Reading } from '../../domain/document';
import type { Mention, Slot } from '../../domain/mention';
import type { Span } from '../../text/place';
import { hubDownload } from '../containers/hub-download';
import { pipInstall } from '../containers/pip-install';
import { shellCommands } from '../containers/shell';
import { JsonSource, type JsonNode } from '../json-source';
import { readCode } from '../python/python';
import { joinedReadings } from '../package-mention';
import type { Reader } from '../reader';
import { MappedText } from '../requirements/mapped-text';
import { NotebookCode } from './code';
import { condaInstall } from './conda-install';
import { magicsIn, withoutMagics } from './magics';

const mostProblems = 20;

/** Jupyter notebooks. */
export const notebook: Reader = {
  kind: 'notebook',
  title: 'Jupyter notebooks that install packages and load models, datasets and weight files',
  files: ['**/*.ipynb'],
  specification: 'https://nbformat.readthedocs.io/en/latest/format_description.html',
  gives: ['package', 'index', 'install-option', 'include', 'model', 'dataset', 'weights', 'service'],
  byContent: 'Only cells of code are read, and only where the language is Python.',
  read(text, path) {
    if (text.trim() === '') return { mentions: [], problems: [] };
    const source = new JsonSource(text);
    const problems = source.problems.filter(({ start, end }) => !notANumber.test(text.slice(start, end)));
    const cells = isPython(source) ? codeCells(source) : [];
    const { mentions, problems: inCode } = readCells(new NotebookCode(source, cells), path);
    return { mentions, problems: [...problems, ...inCode].slice(0, mostProblems) };
  },
};

/** Python writes such numbers into outputs, though JSON does not know them. */
const notANumber = /^-?(?:NaN|Infinity)$/;

/** Notebooks of other languages say so; those that say nothing are Python. */
function isPython(source: JsonSource): boolean {
  const named = [source.top('metadata', 'kernelspec', 'language'), source.top('metadata', 'language_info', 'name')];
  const language = named.map((node) => source.scalar(node)?.text).find((name) => name !== undefined);
  return /^i?python/i.test(language ?? 'python');
}

/** The sources of the code cells; up to version 3 of the format they stand in worksheets and are called `input`. */
function codeCells(source: JsonSource): readonly JsonNode[] {
  const worksheets = source.items(source.top('worksheets')).map((sheet) => source.valueOf(sheet, 'cells'));
  const cells = [source.top('cells'), ...worksheets].flatMap((list) => source.items(list));
  return cells
    .filter((cell) => source.string(source.valueOf(cell, 'cell_type'))?.text === 'code')
    .map((cell) => source.valueOf(cell, 'source') ?? source.valueOf(cell, 'input'));
}

/** Reads all cells as one module, since names that one imports or binds count in those behind it. */
function readCells(code: NotebookCode, path: string): Reading {
  const magics = code.cells.flatMap((cell) => magicsIn(code.text, cell));
  const commands = magics.flatMap(({ command }) => (command ? readCommands(code.text, command) : []));
  const { mentions, problems } = joinedReadings([
    ...commands,
    readCode(withoutMagics(code.text, magics), path, code.cells),
  ]);
  return {
    mentions: mentions.map((mention) => placed(mention, code)),
    problems: problems.map((problem) => placed(problem, code)),
  };
}

function readCommands(code: string, { start, end }: Span): readonly Reading[] {
  const script = new MappedText(code.slice(start, end), (index) => start + index);
  return shellCommands(script).map((words) => {
    const { mentions, problems } = pipInstall(words) ?? { mentions: [], problems: [] };
    return { mentions: [...mentions, ...condaInstall(words), ...hubDownload(words, true)], problems };
  });
}

/** The same with places in the file for places in the code, however deep they stand. */
function placed<T extends Mention | ReadProblem>(said: T, code: NotebookCode): T {
  const place = (value: unknown, key?: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => place(item));
    if (typeof value !== 'object' || value === null) return value;
    if (key === 'revisionSlot' || key === 'slot') return code.slot(value as Slot);
    if (key === 'whole') return code.extent(value as Span);
    const copy = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, place(inner, name)]));
    return 'start' in value ? { ...copy, ...code.span(value as Span) } : copy;
  };
  return place(said) as T;
}
