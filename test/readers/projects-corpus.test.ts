import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import type { Reading } from '../../src/domain/document';
import type { PackageMention } from '../../src/domain/mention';
import { condaEnvironment } from '../../src/readers/conda/environment';
import { pipfileLock } from '../../src/readers/locks/pipfile-lock';
import { poetryLock } from '../../src/readers/locks/poetry-lock';
import { pylock } from '../../src/readers/locks/pylock';
import { uvLock } from '../../src/readers/locks/uv-lock';
import { pipfile } from '../../src/readers/python-project/pipfile';
import { pyproject } from '../../src/readers/python-project/pyproject';
import { setupCfg } from '../../src/readers/python-project/setup-cfg';
import { setupPy } from '../../src/readers/python-project/setup-py';
import type { Reader } from '../../src/readers/reader';
import { TomlSource, type TomlNode } from '../../src/readers/toml-source';

const corpus = '../shared/corpus/deps';

const readers: Readonly<Record<string, Reader>> = {
  ...{ 'pyproject.toml': pyproject, 'setup.cfg': setupCfg, 'setup.py': setupPy, Pipfile: pipfile },
  ...{ 'uv.lock': uvLock, 'poetry.lock': poetryLock, 'pylock.toml': pylock, 'Pipfile.lock': pipfileLock },
  'conda-yml': condaEnvironment,
};

interface CorpusFile {
  readonly path: string;
  readonly kind: string;
  readonly text: string;
  readonly reading: Reading | undefined;
}

describe('project files and locks: the files of the corpus', function () {
  this.timeout(30_000);
  if (!existsSync(corpus)) {
    it('are read', function () {
      console.warn(`!! ${corpus} is absent: project files and locks of real projects were NOT read`);
      this.skip();
    });
    return;
  }
  const files = filesOfCorpus();
  const of = (kind: string): readonly CorpusFile[] => files.filter((file) => file.kind === kind);

  it('each is read, or is another thing, and every problem is known', () => {
    const problems = files.flatMap(({ path, text, reading }) =>
      (reading?.problems ?? []).map(
        ({ code, start, end }) => `${path.split('/').slice(-2).join('/')}: ${code} ${text.slice(start, end)}`,
      ),
    );
    assert.deepEqual(problems.sort(), [
      'assets/pylock.invalid-version.toml: lock-incomplete ',
      'assets/pylock.invalid.toml: toml-syntax i',
      'assets/pylock.missing-packages.toml: lock-incomplete ',
      'assets/pylock.package-missing-name.toml: lock-incomplete [[packages]]',
      'pep518_invalid_requires/pyproject.toml: unexpected-type 1',
      'pep518_invalid_requires/pyproject.toml: unexpected-type 2',
      'pep518_invalid_requires/pyproject.toml: unexpected-type 3',
    ]);
    const others = files.filter(({ reading }) => !reading).map(({ kind }) => kind);
    assert.deepEqual(others.sort(), [
      'setup.cfg',
      'setup.cfg',
      'setup.cfg',
      'setup.cfg',
      'setup.cfg',
      'setup.cfg',
      'setup.cfg',
      'setup.py',
    ]);
  });

  it('holds as many packages as counted', () => {
    const counts = Object.keys(readers).map((kind) => [kind, of(kind).flatMap(packagesOf).length]);
    assert.deepEqual(Object.fromEntries(counts), {
      ...{ 'pyproject.toml': 683, 'setup.cfg': 93, 'setup.py': 200, Pipfile: 12 },
      ...{ 'uv.lock': 506, 'poetry.lock': 456, 'pylock.toml': 27, 'Pipfile.lock': 51, 'conda-yml': 98 },
    });
  });

  it('locks hold each entry of their list, but the project itself', () => {
    for (const { path, text, reading } of [...of('uv.lock'), ...of('poetry.lock')]) {
      const entries = text.match(/^\[\[package\]\]$/gm)!.length;
      const own = text.match(/^source = \{ (?:editable|virtual) = "\." \}$/gm)?.length ?? 0;
      assert.equal(packagesOf({ reading }).length, entries - own, path);
    }
  });

  it('every edge of a uv.lock leads to a package that is locked, or to the project itself', () => {
    for (const { path, text, reading } of of('uv.lock')) {
      const own = /name = "(.+)"\n(?:version = .+\n)?source = \{ editable = "\." \}/.exec(text)?.[1];
      const locked = new Set([own, ...packagesOf({ reading }).map(({ name }) => name.text)]);
      const edges = packagesOf({ reading }).flatMap(({ requires = [] }) => requires);
      assert.ok(edges.length > 10, path);
      const loose = edges.filter(({ name }) => !locked.has(name.text));
      assert.deepEqual(loose, [], path);
    }
  });

  it('TOML is read as another parser reads it', () => {
    const texts = files.filter(({ kind }) => /\.toml$|^(?:uv|poetry)\.lock$|^Pipfile$/.test(kind));
    const wellFormed = texts.filter(({ path }) => !path.endsWith('pylock.invalid.toml') || !path.includes('pip-audit'));
    assert.deepEqual([texts.length, wellFormed.length], [85, 84]);
    for (const { path, text } of wellFormed) {
      assert.deepEqual(plain(new TomlSource(text).root), leaves(getStaticTOMLValue(parseTOML(text))), path);
    }
  });
});

function filesOfCorpus(): readonly CorpusFile[] {
  const rows = readFileSync(`${corpus}/MANIFEST.tsv`, 'utf8').trim().split('\n').slice(1);
  return rows.flatMap((row) => {
    const [path, , , kind] = row.split('\t') as [string, string, string, string];
    const reader = readers[kind];
    if (!reader) return [];
    const text = readFileSync(`${corpus}/${path}`, 'utf8');
    return { path, kind, text, reading: reader.read(text, path) };
  });
}

function packagesOf({ reading }: Pick<CorpusFile, 'reading'>): readonly PackageMention[] {
  return (reading?.mentions ?? []).filter((mention): mention is PackageMention => mention.kind === 'package');
}

const notText = 'a number, boolean or date';

function plain(node: TomlNode): unknown {
  if (node?.kind === 'list') return node.items.map(plain);
  if (node?.kind !== 'table') return node?.kind === 'string' ? node.slice.text : notText;
  return Object.fromEntries([...node.entries.values()].map(({ key, value }) => [key.text, plain(value)]));
}

function leaves(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(leaves);
  if (value === null || typeof value !== 'object' || value instanceof Date)
    return typeof value === 'string' ? value : notText;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, leaves(inner)]));
}
