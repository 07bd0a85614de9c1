import assert from 'node:assert/strict';
import type { Mention } from '../../src/domain/mention';
import { notebook } from '../../src/readers/notebook/notebook';
import { applyEdits } from '../../src/text/edit';

describe('reader notebook', () => {
  it('reads all code cells as one module, whether they are lists of lines or single strings', () => {
    const text = cells(
      ['from transformers import AutoModel\n', 'NAME = "acme/chat"'],
      'import torch\nAutoModel.from_pretrained(NAME)',
      ['AutoModel.from_pretrained(\n', '    "acme/other",\n', ')\n', "torch.load('w/m.pt')"],
    );
    assert.deepEqual(read(text), ['model acme/chat', 'model acme/other', 'weights w/m.pt']);
  });

  it('leaves out text, outputs, and notebooks of other languages', () => {
    const load = '"from transformers import AutoModel\\nAutoModel.from_pretrained(\\"a/b\\")"';
    const cell = (type: string): string => `{ "cell_type": "${type}", "source": ${load}, "outputs": [${load}] }`;
    assert.deepEqual(read(`{ "cells": [${cell('markdown')}, ${cell('raw')}, ${cell('code')}] }`), ['model a/b']);
    const inR = `{ "cells": [${cell('code')}], "metadata": { "kernelspec": { "language": "R", "name": "ir" } } }`;
    assert.deepEqual(read(inR), []);
    assert.deepEqual(read(`{ "worksheets": [{ "cells": [{ "cell_type": "code", "input": [${load}] }] }] }`), [
      'model a/b',
    ]);
  });

  it('gives exact places through the escapes of JSON', () => {
    const text = cells([
      'from transformers import AutoModel  # é\t\\ "\n',
      'if "\\x41":\n\tAutoModel.from_pretrained("a/b", revision="v1")',
    ]).replace('é', '\\u00e9');
    const [mention] = notebook.read(text, 'a.ipynb')!.mentions;
    assert.ok(mention?.kind === 'model' && mention.revision);
    assert.equal(text.slice(mention.name.start, mention.name.end), 'a/b');
    assert.equal(text.slice(mention.revision.start, mention.revision.end), 'v1');
    const whole = String.raw`AutoModel.from_pretrained(\"a/b\", revision=\"v1\")`;
    assert.equal(text.slice(mention.whole.start, mention.whole.end), whole);
  });

  it('ends a place where the first of its lines ends, and the whole behind its last', () => {
    const text = cells(['from transformers import AutoModel\n', 'AutoModel.from_pretrained("acme/"\n', '"chat")']);
    const [mention] = notebook.read(text, 'a.ipynb')!.mentions;
    assert.ok(mention?.kind === 'model');
    assert.equal(mention.name.text, 'acme/chat');
    assert.equal(text.slice(mention.name.start, mention.name.end), String.raw`acme/\"\n`);
    assert.equal(text.slice(mention.whole.end - 7, mention.whole.end), String.raw`chat\")`);
  });

  it('pins a revision so that the notebook stays JSON and the code what it should be', () => {
    const before = (call: string): string => `from transformers import AutoModel\n${call}\n`;
    for (const [call, pinned] of [
      ['AutoModel.from_pretrained("a/b")', 'AutoModel.from_pretrained("a/b", revision="C")'],
      ["AutoModel.from_pretrained('a/b', x=1)", "AutoModel.from_pretrained('a/b', x=1, revision='C')"],
      ['AutoModel.from_pretrained(\n  "a/b",\n)', 'AutoModel.from_pretrained(\n  "a/b",\n  revision="C",\n)'],
      ['AutoModel.from_pretrained(\n  "a/b"\n)', 'AutoModel.from_pretrained(\n  "a/b",\n  revision="C"\n)'],
    ] as const) {
      for (const text of [cells(before(call)), cells(before(call).split(/(?<=\n)/))]) {
        const edited = pin(text);
        const { source } = (JSON.parse(edited) as { cells: [{ source: string | string[] }] }).cells[0];
        assert.equal(typeof source === 'string' ? source : source.join(''), before(pinned));
        if (typeof source !== 'string') assert.ok(source.every((line) => /^[^\n]*\n?$/.test(line)));
      }
    }
  });

  it('reads what is installed in lines for the shell', () => {
    const text = cells(
      [
        '%pip install -q "torch>=2.1,<3" transformers[sentencepiece]==4.44.0\n',
        '!pip3 install --upgrade datasets \\\n',
        '    peft==0.12 # adapters\n',
        '!{sys.executable} -m pip install accelerate -r ../requirements.txt\n',
        'pip install evaluate\n',
        'if True:\n',
        '    !uv pip install $PACKAGE git+https://example.org/x.git#egg=x\n',
        '%conda install -y -c conda-forge "faiss-gpu=1.8.0" numpy>=1.26\n',
      ],
      '%%bash\nset -e\npip install vllm && echo pip install nothing\n',
    );
    assert.deepEqual(read(text), [
      ...['pypi torch >=2.1,<3', 'pypi transformers ==4.44.0', 'pypi datasets', 'pypi peft ==0.12', 'pypi accelerate'],
      ...['include ../requirements.txt', 'pypi evaluate', 'pypi x', 'conda faiss-gpu =1.8.0', 'conda numpy'],
      ...['pypi vllm'],
    ]);
  });

  it('reads and pins what is downloaded on the command line', () => {
    const text = cells(['!huggingface-cli download "a/b" model.bin --local-dir x\n', '!hf download c/d --revision v1']);
    assert.deepEqual(read(text), ['model a/b', 'model c/d']);
    assert.equal(codeOf(pin(text)).split(' --local')[0], '!huggingface-cli download "a/b" --revision C model.bin');
  });

  it('passes over magics without losing the code around them', () => {
    const load = (name: string): string => `AutoModel.from_pretrained("${name}")\n`;
    const text = cells(
      `%%capture out\nfrom transformers import AutoModel\n%matplotlib inline\n${load('a/1')}`,
      `%%html\n<b>it's {( not python</b>\n${load('no/no')}`,
      `?AutoModel\n!echo "it's ((" [\n${load('a/2')}`,
      `"""\n!pip install nothing\n"""\nx = (3\n%y) + (1 != 2)\n${load('a/3')}`,
      `%%time\n\n${load('a/4')}`,
    );
    assert.deepEqual(read(text), ['model a/1', 'model a/2', 'model a/3', 'model a/4']);
  });

  it('does not let a broken cell stop the others', () => {
    const load = 'AutoModel.from_pretrained("a/b")';
    const text = cells('from transformers import AutoModel', 'x = """ (((', 'def f(:\n', '  else: [', load);
    assert.deepEqual(read(text), ['model a/b']);
    const strange = `{ "cells": [null, 3, {}, { "cell_type": "code" }, { "cell_type": "code", "source": [1, null, {}] },
      { "cell_type": "code", "source": ["from transformers import AutoModel\\n", 7, "${load.replaceAll('"', '\\"')}"] }] }`;
    assert.deepEqual(read(strange), ['model a/b']);
  });

  it('reads what it can of a half-written file, and says where it is broken', () => {
    const text = cells(['from transformers import AutoModel\n', 'AutoModel.from_pretrained("a/b")']);
    const torn = text.slice(0, text.indexOf(')') + 1);
    const { mentions, problems } = notebook.read(torn, 'a.ipynb')!;
    assert.deepEqual([mentions.length, problems[0]?.code], [1, 'json-syntax']);
    assert.deepEqual(notebook.read(text.replace('"outputs": []', '"outputs": [NaN]'), 'a.ipynb')!.problems, []);
    for (const empty of ['', ' \n', '{}', '[]', 'null', '{ "cells": {} }', '{ "cells": [] }']) {
      assert.deepEqual(notebook.read(empty, 'a.ipynb'), { mentions: [], problems: [] }, empty);
    }
  });

  it('survives faulty escapes, deep nesting and endless lines', () => {
    for (const source of [String.raw`\u12`, String.raw`\x \q \u`, '\\', 'x'.repeat(1e6), '('.repeat(1e5)]) {
      notebook.read(`{ "cells": [{ "cell_type": "code", "source": "from_pretrained pip ${source}" }] }`, 'a.ipynb');
    }
    assert.equal(notebook.read('['.repeat(10_000), 'a.ipynb')!.problems[0]?.code, 'too-deep');
    const long = cells(`!pip install ${'a \\\n'.repeat(20_000)}`);
    assert.ok(notebook.read(long, 'a.ipynb')!.mentions.length > 1000);
  });
});

function cells(...sources: readonly (string | readonly string[])[]): string {
  const made = sources.map((source) => ({ cell_type: 'code', metadata: {}, outputs: [], source }));
  return JSON.stringify({ cells: made, nbformat: 4 }, null, 1);
}

function codeOf(text: string): string {
  const { source } = (JSON.parse(text) as { cells: [{ source: string | string[] }] }).cells[0];
  return typeof source === 'string' ? source : source.join('');
}

function read(text: string): readonly string[] {
  return notebook.read(text, 'work/train.ipynb')!.mentions.map((mention) => described(mention, text));
}

function described(mention: Mention, text: string): string {
  if (mention.kind === 'weights') return `weights ${mention.path.text}`;
  if (mention.kind === 'include') return `include ${mention.path.text}`;
  assert.ok(mention.kind === 'model' || mention.kind === 'package');
  const { start, end } = mention.name;
  assert.equal(
    text.slice(start, end),
    mention.name.text.includes('/chat') ? text.slice(start, end) : mention.name.text,
  );
  if (mention.kind === 'model') return `model ${mention.name.text}`;
  return [mention.ecosystem, mention.name.text, mention.specifier?.text].filter(Boolean).join(' ');
}

function pin(text: string): string {
  const [mention] = notebook.read(text, 'a.ipynb')!.mentions;
  assert.ok(mention?.kind === 'model' && mention.revisionSlot);
  const { at, before, after } = mention.revisionSlot;
  return applyEdits(text, [{ start: at, end: at, newText: `${before}C${after}` }]).text;
}
