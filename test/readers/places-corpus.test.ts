import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import type { ReadProblem, Reading } from '../../src/domain/document';
import { decode } from '../../src/project/decode';
import { globs } from '../../src/project/glob';
import { readers } from '../../src/readers';
import { JsonSource } from '../../src/readers/json-source';
import type { Reader } from '../../src/readers/reader';
import { TomlSource } from '../../src/readers/toml-source';
import { yamlDocuments } from '../../src/readers/yaml-places';
import { slicesOf } from './mentions';

const corpus = '../shared/corpus';

interface CorpusText {
  readonly file: string;
  readonly text: string;
}

describe('every text of the corpus', function () {
  this.timeout(60_000);
  if (!existsSync(corpus)) {
    it('is read with exact places', function () {
      console.warn(`!! ${corpus} is absent: the places of mentions were NOT held against real files`);
      this.skip();
    });
    return;
  }
  const texts = textsBelow(corpus);

  it('has at the place of each mention exactly what is mentioned, as it is spelled there', () => {
    let held = 0;
    const others: string[] = [];
    for (const { file, text, reader, reading } of readings(texts)) {
      for (const { start, end, text: meant } of slicesOf(reading.mentions)) {
        const written = text.slice(start, end);
        held++;
        if (written !== meant && unescaped(written) !== meant) others.push(`${reader.kind} ${file}: ${written}`);
      }
    }
    // pip takes away the quotes of a shell, here one in the middle of a hash.
    assert.deepEqual(
      others.map((other) => other.slice(other.lastIndexOf('/') + 1)),
      ['requirementslib-tests.txt: sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",'],
    );
    assert.ok(held > 35_000, String(held));
  });

  it('has its problems within the text, each with a message', () => {
    for (const { file, text, reading } of readings(texts)) assertPrecise(reading.problems, text, file);
  });

  it('is read as JSON, or has a problem, just as another parser has it', () => {
    const files = texts.filter(({ file }) => file.endsWith('.json'));
    for (const { file, text } of files) {
      const { problems } = new JsonSource(text);
      assertPrecise(problems, text, file);
      assert.equal(
        problems.length === 0,
        accepts(() => JSON.parse(text) as unknown),
        file,
      );
    }
    assert.ok(files.length > 200);
  });

  it('is read as TOML, or has a problem, just as another parser has it', () => {
    const files = texts.filter(({ file }) => /\.toml$|(?:uv|poetry|pdm)\.lock$|Pipfile$/.test(file));
    for (const { file, text } of files) {
      const { problems } = new TomlSource(text);
      assertPrecise(problems, text, file);
      assert.equal(
        problems.length === 0,
        accepts(() => getStaticTOMLValue(parseTOML(text))),
        file,
      );
    }
    assert.ok(files.length > 80);
  });

  it('is read as YAML, or has a problem', () => {
    const files = texts.filter(({ file }) => /\.ya?ml$/.test(file));
    for (const { file, text } of files) {
      for (const { root, problems } of yamlDocuments(text)) {
        assertPrecise(problems, text, file);
        assert.ok(root ?? problems.length > 0, file);
      }
    }
    assert.ok(files.length > 300);
  });
});

/** What each reader makes of each text that could be its own by the ending of its name. */
function* readings(texts: readonly CorpusText[]): Generator<CorpusText & { reader: Reader; reading: Reading }> {
  const families = readers.map((reader) => ({ reader, fits: globs(reader.files.map(endingOf)) }));
  for (const { file, text } of texts) {
    for (const { reader, fits } of families) {
      const reading = fits(file) ? reader.read(text, `/${file}`) : undefined;
      if (reading) yield { file, text, reader, reading };
    }
  }
}

/** `**\/*.json` for the glob of any JSON file; a name without an ending stands for itself. */
function endingOf(glob: string): string {
  const ending = path.extname(glob);
  return ending === '' ? glob : `**/*${ending}`;
}

function textsBelow(folder: string): readonly CorpusText[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap(({ parentPath, name }) => {
    const file = path.relative(folder, path.join(parentPath, name));
    const text = /^weights|\.bin$/.test(file) ? undefined : decode(readFileSync(path.join(folder, file)))?.text;
    return text === undefined ? [] : [{ file, text }];
  });
}

function assertPrecise(problems: readonly ReadProblem[], text: string, file: string): void {
  for (const { start, end, message } of problems) {
    assert.ok(0 <= start && start <= end && end <= text.length, file);
    assert.match(message, /^\S[^\n]+\.$/, file);
  }
}

/** The value of a spelling with the escapes of JSON, TOML and YAML, or of a line that a backslash continues. */
function unescaped(written: string): string {
  const escape = /\\(?:\r?\n|u([0-9a-f]{4})|(.))/gi;
  return written.replace(escape, (_, code: string | undefined, plain: string | undefined): string =>
    code === undefined ? (plain ?? '') : String.fromCharCode(parseInt(code, 16)),
  );
}

function accepts(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}
