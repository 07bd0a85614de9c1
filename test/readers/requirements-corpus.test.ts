import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { Document, type ReadProblem } from '../../src/domain/document';
import type { PackageMention } from '../../src/domain/mention';
import { normalizedName } from '../../src/packaging/name';
import { parseMarker, type Marker } from '../../src/packaging/pep508-marker';
import { requirements } from '../../src/readers/requirements/requirements';
import type { Slice } from '../../src/text/place';

/** What pip itself read in a line; see the README of the corpus. */
interface PipLine {
  readonly file: string;
  readonly line: number;
  readonly raw: string;
  readonly kind: 'req' | 'option' | 'error';
  readonly name: string | null;
  readonly extras: readonly string[];
  readonly spec: string;
  readonly marker: string | null;
  readonly url: string | null;
  readonly editable: boolean;
  readonly hashes: number;
  readonly opts?: Readonly<Record<string, string | readonly string[]>>;
}

const corpus = '../shared/corpus/deps';

describe('requirements: the files of the corpus', function () {
  if (!existsSync(corpus)) {
    it('are read as pip reads them', function () {
      console.warn(`!! ${corpus} is absent: requirements files of real projects were NOT read`);
      this.skip();
    });
    return;
  }
  const lines = readFileSync(`${corpus}/pip-ref-corpus.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as PipLine);
  const documents = new Map([...new Set(lines.map(({ file }) => file))].map((file) => [file, documentOf(file)]));

  it('every requirement that pip reads is read the same', () => {
    const asked = lines.filter(({ kind }) => kind === 'req');
    assert.equal(asked.length, 1460);
    for (const line of asked) {
      const read = packagesAt(documents.get(line.file)!, line.line);
      assert.deepEqual(read.map(meaning), [expected(line)], `${line.file}:${line.line}`);
      assert.ok(sameUrl(read[0]!.url?.text, line.url), `${line.file}:${line.line}`);
    }
  });

  it('every index and included file that pip reads is read, and no requirement there', () => {
    for (const { file, line, opts } of lines.filter(({ kind }) => kind === 'option')) {
      const document = documents.get(file)!;
      const names = ['requirements', 'constraints', 'index_url', 'extra_index_urls', 'find_links'];
      const read = referencesAt(document, line).map(({ text }) => text);
      assert.deepEqual(read.sort(), names.flatMap((name) => opts?.[name] ?? []).sort(), `${file}:${line}`);
      assert.deepEqual(packagesAt(document, line), [], `${file}:${line}`);
    }
  });

  it('every line that pip refuses has a problem, unless a template or a path: those depend on what is not here', () => {
    const refused = lines.filter(({ kind, raw }) => kind === 'error' && !raw.includes('{{'));
    const silent = refused.filter(({ file, line }) => problemsFrom(documents.get(file)!, line, 4).length === 0);
    const paths = ['.', '.[PDF]', 'path', 'path/to/SomeProject', 'path/to/project', 'some/path'];
    assert.deepEqual([...new Set(silent.map(({ raw }) => raw))].sort(), paths);
    assert.equal(refused.length, 54);
  });

  it('a line that pip reads has a problem only where pip reads something else than what is meant', () => {
    const read = lines.filter(({ kind }) => kind !== 'error');
    const doubted = read.filter(({ file, line }) => problemsFrom(documents.get(file)!, line, 1).length > 0);
    for (const { raw, kind } of doubted)
      assert.match(raw, kind === 'req' ? /^git@github/ : / (SomeP\w+|some trailing junk)$/);
    assert.equal(doubted.length, 15);
  });
});

function documentOf(file: string): Document {
  const text = readFileSync(`${corpus}/${file}`, 'utf8');
  const reading = requirements.read(text, `/project/${file}`);
  assert.ok(reading, file);
  return new Document(`/project/${file}`, 'requirements', text, reading);
}

function packagesAt(document: Document, line: number): readonly PackageMention[] {
  return document.mentions('package').filter(({ whole }) => document.lines.position(whole.start).line === line - 1);
}

function referencesAt(document: Document, line: number): readonly Slice[] {
  const slices = [
    ...document.mentions('include').map(({ path }) => path),
    ...document.mentions('index').map(({ url }) => url),
  ];
  return slices.filter(({ start }) => document.lines.position(start).line === line - 1);
}

/** The problems in so many lines from a line on, counted from 1. */
function problemsFrom({ lines, reading }: Document, line: number, count: number): readonly ReadProblem[] {
  return reading.problems.filter(({ start }) => {
    const at = lines.position(start).line + 1;
    return at >= line && at < line + count;
  });
}

/** pip makes paths absolute, drops what follows `#` in them, and adds `git+` to `git:`. */
function sameUrl(read: string | undefined, pip: string | null): boolean {
  if (read === undefined || pip === null) return read === undefined && pip === null;
  const [core] = read.replace(/^(file:\/\/)?[./]+/, '').split('#', 1);
  return pip === read || pip === `git+${read}` || (pip.startsWith('file:///') && pip.endsWith(core!));
}

function meaning({ name, extras, clauses, marker, url, editable, hashes }: PackageMention): unknown {
  // pip tells the version of a wheel only where no name is written before it.
  const told = url && name.end <= url.start ? [] : clauses;
  return {
    name: normalizedName(name.text),
    extras: extras.map(({ text }) => normalizedName(text)).sort(),
    clauses: told.map(({ operator, version }) => operator + version.text).sort(),
    marker: marker ? structure(parseMarker(marker.text).marker!) : null,
    direct: url !== undefined,
    editable,
    hashes: hashes.length,
  };
}

function expected({ name, extras, spec, marker, url, editable, hashes }: PipLine): unknown {
  return {
    name: normalizedName(name ?? ''),
    extras: extras.map(normalizedName).sort(),
    clauses: spec === '' ? [] : spec.split(',').sort(),
    marker: marker === null ? null : structure(parseMarker(marker).marker!),
    direct: url !== null,
    editable,
    hashes,
  };
}

function structure(marker: Marker): unknown {
  if (marker.kind !== 'compare') return [marker.kind, ...marker.parts.map(structure)];
  const { left, operator, right } = marker;
  return [`${left.kind} ${left.text}`, operator, `${right.kind} ${right.text}`];
}
