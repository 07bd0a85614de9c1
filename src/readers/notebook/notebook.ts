import type { Reading } from '../../domain/document';
import type { Span } from '../../text/place';
import { readScript } from '../containers/command';
import type { CommandReading } from '../containers/pip-install';
import { JsonSource, type JsonNode } from '../json-source';
import { readCode } from '../python/python';
import { joinedReadings } from '../package-mention';
import type { Reader } from '../reader';
import { relocated, type Relocation } from '../relocated';
import { MappedText } from '../requirements/mapped-text';
import { NotebookCode } from './code';
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
  const commands = magics.flatMap(({ command }) => (command ? [readCommands(code.text, command)] : []));
  const { mentions, problems } = joinedReadings([
    ...commands,
    readCode(withoutMagics(code.text, magics), path, code.cells),
  ]);
  const places: Relocation = {
    span: (span) => code.span(span),
    extent: (span) => code.extent(span),
    slot: (slot) => code.slot(slot),
  };
  return {
    mentions: mentions.map((mention) => relocated(mention, places)),
    problems: problems.map((problem) => relocated(problem, places)),
  };
}

function readCommands(code: string, { start, end }: Span): CommandReading {
  return readScript(new MappedText(code.slice(start, end), (index) => start + index), { isShell: true });
}
