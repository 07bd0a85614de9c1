import assert from 'node:assert/strict';
import { javascript } from '../../src/readers/javascript/javascript';
import { applyEdits } from '../../src/text/edit';

const imports = `import { pipeline, AutoModel, env } from '@huggingface/transformers';\n`;

describe('reader javascript', () => {
  it('finds what Transformers.js loads', () => {
    const code = `
import { pipeline, AutoTokenizer, type Tensor, WhisperForConditionalGeneration as Whisper } from "@huggingface/transformers";
import * as t from '@xenova/transformers';
const classify = await pipeline('text-classification', 'acme/intent');
const generate = await t.pipeline<'text-generation'>("text-generation", \`acme/chat\`, { dtype: 'q4' });
AutoTokenizer.from_pretrained("acme/tok"); await Whisper.from_pretrained('acme/speech', {}).then(use);
t.AutoProcessor.from_pretrained('acme/eyes'); this.tokenizer = await t.AutoTokenizer.from_pretrained('gpt2');
`;
    assert.deepEqual(read(code, 'app.ts'), [
      ...['pipeline acme/intent', 't.pipeline acme/chat', 'AutoTokenizer.from_pretrained acme/tok'],
      ...['Whisper.from_pretrained acme/speech', 't.AutoProcessor.from_pretrained acme/eyes'],
      't.AutoTokenizer.from_pretrained gpt2',
    ]);
  });

  it('knows the library however it is brought in', () => {
    const load = `pipeline('ner', 'a/b')`;
    const found = ['pipeline a/b'];
    assert.deepEqual(read(`const { pipeline } = require('@xenova/transformers');\n${load}`), found);
    assert.deepEqual(read(`const { pipeline } = await import('@huggingface/transformers');\n${load}`), found);
    assert.deepEqual(read(`import('@huggingface/transformers').then(({ pipeline }) => ${load})`), found);
    assert.deepEqual(
      read(`import { pipeline } from 'https://cdn.example/npm/@huggingface/transformers@3.5.1';\n${load}`),
      found,
    );
    assert.deepEqual(read(`import { pipeline as run$ } from '@huggingface/transformers';\nrun$('ner', 'a/b')`), [
      'run$ a/b',
    ]);
    assert.deepEqual(read(`const t = await import('@huggingface/transformers');\nt.${load}`), ['t.pipeline a/b']);
  });

  it('counts only calls of the library', () => {
    const silent = [
      `import { pipeline } from './mine';\npipeline('ner', 'a/b')`,
      `import { env } from '@huggingface/transformers';\nimport { pipeline } from 'node:stream/promises';\npipeline('x', 'a/b')`,
      `import { env } from '@huggingface/transformers';\nimport { Mine } from './mine';\nMine.from_pretrained('a/b')`,
      `import { env } from '@huggingface/transformers';\nfunction pipeline(a, b) {}\npipeline('x', 'a/b'); x.pipeline('y', 'a/b')`,
      `// import { pipeline } from '@huggingface/transformers'\npipeline('x', 'a/b')`,
      `${imports}// pipeline('x', 'a/b')\n/* AutoModel.from_pretrained('a/b') */ const s = "AutoModel.from_pretrained('a/b')";`,
      `${imports}pipeline('x'); pipeline('x', null); pipeline(...both); pipeline(...task, 'a/b'); AutoModel.from_pretrained()`,
    ];
    for (const code of silent) assert.deepEqual(read(code), [], code);
  });

  it('follows constants of the file, and nothing that may change', () => {
    const found = [
      `const NAME = 'a/b';\npipeline('x', NAME)`,
      `export const NAME: string = ('a/b' as const);\npipeline('x', NAME!)`,
      `const OTHER = 'a/b', NAME = OTHER;\npipeline('x', NAME)`,
      `class Shared {\n  static model = 'a/b';\n  static get() { return pipeline('x', this.model); }\n}`,
      `class Shared { static model = 'a/b' }\npipeline('x', Shared.model)`,
      `const MODELS = { small: 'a/b', 'large': 'c/d' };\npipeline('x', MODELS.small)`,
    ];
    for (const code of found) assert.deepEqual(read(imports + code), ['pipeline a/b'], code);
    const unknown = [
      `let name = 'a/b';\nname = other;\npipeline('x', name)`,
      `const name = 'a/b';\nfunction f(name) { pipeline('x', name) }`,
      `const { name } = { name: 'a/b' };\npipeline('x', name)`,
      `class A { static model = 'a/b' }\nclass B extends A { static model = 'c/d'; f() { pipeline('x', this.model) } }`,
      `class A { model = 'a/b'; f() { this.model = 'c/d'; pipeline('x', this.model) } }`,
      `const M = { a: 'a/b' };\nM.a = other;\npipeline('x', M.a)`,
      `const m = m.a, n = \`\${n}\`;\npipeline('x', m); pipeline('x', n)`,
      `pipeline('x', options.model); pipeline('x', \`a/\${b}\`); pipeline('x', a ? 'a/b' : 'c/d'); pipeline('x', process.env.MODEL)`,
      `pipeline('x', 'a/\\u0062'); pipeline('x', 'not a name'); pipeline('x', 'https://example.org/a/b')`,
    ];
    for (const code of unknown) assert.deepEqual(read(imports + code), [], code);
  });

  it('tells the state of a revision', () => {
    const state = (options: string): string => {
      const [mention] = javascript.read(`${imports}AutoModel.from_pretrained('a/b'${options})`, 'a.ts')!.mentions;
      assert.ok(mention?.kind === 'model');
      return [mention.revisionState, mention.revision?.text].filter(Boolean).join(' ');
    };
    assert.equal(state(''), 'absent');
    assert.equal(state(', { dtype: "q8" }'), 'absent');
    assert.equal(state(', { revision: null }'), 'absent');
    assert.equal(state(', { revision: "v1" }'), 'literal v1');
    assert.equal(state(', { ...others, "revision": `v1` }'), 'literal v1');
    assert.equal(state(', { revision }'), 'unknown');
    assert.equal(state(', { revision: pick() }'), 'unknown');
    assert.equal(state(', { ...others }'), 'unknown');
    assert.equal(state(', options'), 'unknown');
    assert.equal(state(', ...rest'), 'unknown');
  });

  it('offers a place for a revision that keeps the code well formed', () => {
    const pinned: readonly (readonly [string, string])[] = [
      [`AutoModel.from_pretrained('a/b')`, `AutoModel.from_pretrained('a/b', { revision: 'C' })`],
      [`AutoModel.from_pretrained(\n  "a/b",\n)`, `AutoModel.from_pretrained(\n  "a/b", { revision: "C" },\n)`],
      [`pipeline('x', 'a/b', {})`, `pipeline('x', 'a/b', { revision: 'C' })`],
      [`pipeline('x', \`a/b\`, { q: 1 })`, `pipeline('x', \`a/b\`, { q: 1, revision: 'C' })`],
      [`pipeline('x', 'a/b', { q, ok() {}, })`, `pipeline('x', 'a/b', { q, ok() {}, revision: 'C', })`],
      [
        `pipeline('x', 'a/b', {\r\n\tq: 1, // why\r\n})`,
        `pipeline('x', 'a/b', {\r\n\tq: 1,\r\n\trevision: 'C', // why\r\n})`,
      ],
    ];
    for (const [before, after] of pinned) assert.equal(pin(imports + before), imports + after);
    const half = javascript.read(`${imports}AutoModel.from_pretrained('a/b', `, 'a.js')!.mentions;
    assert.ok(half[0]?.kind === 'model' && half[0].revisionSlot === undefined);
  });

  it('reads TypeScript and JSX, and what stands behind mistakes', () => {
    const typed = `${imports}const f = <T,>(x: T): x is T & {} => <any>x;\nenum E { A }\nawait pipeline('x', 'a/b' satisfies string);`;
    assert.deepEqual(read(typed, 'a.mts'), ['pipeline a/b']);
    const jsx = `${imports}const a = <p title="x">it's {pipeline('x', 'a/b')}</p>;`;
    assert.deepEqual(read(jsx, 'a.tsx'), ['pipeline a/b']);
    assert.deepEqual(read(jsx, 'a.jsx'), ['pipeline a/b']);
    const broken = `${imports}const x = = (;\nfunction f( {\nclass {\npipeline('x', 'a/b');`;
    assert.deepEqual(read(broken), ['pipeline a/b']);
    assert.deepEqual(read(`\ufeff${imports}pipeline('x', 'a/b')`), ['pipeline a/b']);
  });

  it('leaves bundles alone, and survives deep nesting', () => {
    assert.deepEqual(read(`${imports}pipeline('x', 'a/b');${' '.repeat(1_000_000)}`), []);
    for (const opening of ['pipeline("x", ', '(', '[', '{a:', '() => ', '<a>', '`${', 'a.']) {
      javascript.read(imports + opening.repeat(15_000), 'a.js');
    }
  });
});

function read(code: string, path = 'src/app.js'): readonly string[] {
  return javascript.read(code, path)!.mentions.map((mention) => {
    assert.ok(mention.kind === 'model');
    assert.equal(code.slice(mention.name.start, mention.name.end), mention.name.text);
    return `${mention.by} ${mention.name.text}`;
  });
}

function pin(code: string): string {
  const [mention] = javascript.read(code, 'a.js')!.mentions;
  assert.ok(mention?.kind === 'model' && mention.revisionSlot, code);
  const { at, before, after } = mention.revisionSlot;
  return applyEdits(code, [{ start: at, end: at, newText: `${before}C${after}` }]).text;
}
