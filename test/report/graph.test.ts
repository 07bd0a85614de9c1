import assert from 'node:assert/strict';
import type { Component, Graph, Place } from '../../src/domain/component';
import { graphReport } from '../../src/report/graph';

function at(file: string, line: number, character: number): Place {
  return { file, range: { start: { line, character }, end: { line, character: character + 5 } } };
}

const torch: Component = {
  id: 'pkg:pypi/torch@2.6.0',
  kind: 'package',
  name: 'torch',
  version: '2.6.0',
  license: 'BSD-3-Clause',
  facts: { source: 'lock' },
  places: [at('setup.py', 6, 4), at('requirements.txt', 0, 0)],
};
const numpy: Component = {
  id: 'pkg:pypi/numpy',
  kind: 'package',
  name: 'numpy',
  requested: '>=1.26',
  facts: {},
  places: [at('requirements.txt', 1, 0)],
};
const model: Component = {
  id: 'pkg:huggingface/org/model',
  kind: 'model',
  name: 'org/model',
  facts: {},
  places: [at('src/app.py', 11, 30)],
};
const graph: Graph = {
  components: [torch, numpy, model],
  relations: [
    { from: torch.id, to: numpy.id, kind: 'depends-on', place: at('setup.py', 6, 4) },
    { from: torch.id, to: numpy.id, kind: 'depends-on', place: at('poetry.lock', 2, 0) },
    { from: model.id, to: 'pkg:huggingface/org/gone', kind: 'derived-from', place: at('README.md', 1, 0) },
  ],
};
const empty: Graph = { components: [], relations: [] };

function named(name: string): Graph {
  return { components: [{ ...torch, name, places: [at('a', 0, 0)] }], relations: [] };
}

describe('graphReport', () => {
  it('writes the JSON of the contract: sorted, with lines from 0 and no key for what is not known', () => {
    const range = (line: number, character: number): object => ({
      start: { line, character },
      end: { line, character: character + 5 },
    });
    assert.deepEqual(JSON.parse(graphReport(graph, 'json')), {
      components: [
        { id: model.id, kind: 'model', name: 'org/model', places: [{ file: 'src/app.py', range: range(11, 30) }] },
        { id: numpy.id, kind: 'package', name: 'numpy', places: [{ file: 'requirements.txt', range: range(1, 0) }] },
        {
          id: torch.id,
          kind: 'package',
          name: 'torch',
          version: '2.6.0',
          license: 'BSD-3-Clause',
          facts: { source: 'lock' },
          places: [
            { file: 'requirements.txt', range: range(0, 0) },
            { file: 'setup.py', range: range(6, 4) },
          ],
        },
      ],
      relations: [
        {
          from: model.id,
          to: 'pkg:huggingface/org/gone',
          kind: 'derived-from',
          place: { file: 'README.md', range: range(1, 0) },
        },
        { from: torch.id, to: numpy.id, kind: 'depends-on', place: { file: 'poetry.lock', range: range(2, 0) } },
        { from: torch.id, to: numpy.id, kind: 'depends-on', place: { file: 'setup.py', range: range(6, 4) } },
      ],
    });
  });

  it('writes a tree for people, with lines from 1', () => {
    assert.equal(
      graphReport(graph, 'text'),
      [
        'Models (1)',
        '  org/model · license unknown',
        '    → derived-from pkg:huggingface/org/gone',
        '    src/app.py:12:31',
        '',
        'Packages (2)',
        '  numpy >=1.26 · license unknown',
        '    requirements.txt:2:1',
        '  torch 2.6.0 · BSD-3-Clause',
        '    → depends-on numpy >=1.26',
        '    requirements.txt:1:1',
        '    setup.py:7:5',
        '',
      ].join('\n'),
    );
  });

  it('writes a graph for Graphviz, each edge once', () => {
    assert.equal(
      graphReport(graph, 'dot'),
      [
        'digraph weighbridge {',
        '  rankdir=LR;',
        '  node [fontname="sans-serif"];',
        '  "pkg:huggingface/org/model" [shape=ellipse, label="org/model"];',
        '  "pkg:pypi/numpy" [shape=box, label="numpy\\n>=1.26"];',
        '  "pkg:pypi/torch@2.6.0" [shape=box, label="torch\\n2.6.0"];',
        '  "pkg:huggingface/org/model" -> "pkg:huggingface/org/gone" [label="derived-from"];',
        '  "pkg:pypi/torch@2.6.0" -> "pkg:pypi/numpy" [label="depends-on"];',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('tells what the project names itself from what others bring in, and says through whom', () => {
    const app: Component = {
      id: 'pkg:generic/app',
      kind: 'application',
      name: 'app',
      facts: {},
      places: [at('.', 0, 0)],
    };
    const place = at('requirements.txt', 0, 0);
    const deep: Graph = {
      components: [app, torch, numpy],
      relations: [
        { from: app.id, to: torch.id, kind: 'uses', place },
        { from: torch.id, to: numpy.id, kind: 'depends-on', place },
      ],
    };
    assert.match(
      graphReport(deep, 'text'),
      /\nPackages \(2, 1 direct\)\n {2}numpy >=1\.26 · license unknown\n {4}via torch 2\.6\.0\n/,
    );
    const { components } = JSON.parse(graphReport(deep, 'json')) as {
      components: { direct?: boolean; via?: unknown }[];
    };
    assert.deepEqual(
      components.map(({ direct, via }) => [direct, via]),
      [
        [undefined, undefined],
        [false, [torch.id]],
        [true, undefined],
      ],
    );
    assert.match(graphReport(deep, 'dot'), /"pkg:pypi\/numpy" \[shape=box, style=dashed, label/);
  });

  it('escapes what would end a label of Graphviz or change it', () => {
    assert.match(graphReport(named('a"b\\'), 'dot'), /label="a\\"b\\\\\\n2\.6\.0"/);
    assert.match(graphReport(named('&lt;\n\u0000'), 'dot'), /label="&amp;lt;\\\\u\{a\}\\\\u\{0\}\\n2\.6\.0"/);
  });

  it('shows characters that steer a terminal or turn writing around instead of sending them', () => {
    const text = graphReport(named('\u001b[2Jx\u202e\r\n\ud800 模型'), 'text');
    assert.match(text, /^ {2}\\u\{1b\}\[2Jx\\u\{202e\}\\u\{d\}\\u\{a\}\\u\{d800\} 模型 2\.6\.0 · BSD-3-Clause$/m);
  });

  it('says that an empty project has no components', () => {
    assert.equal(graphReport(empty, 'text'), 'No components found.\n');
    assert.deepEqual(JSON.parse(graphReport(empty, 'json')), { components: [], relations: [] });
    assert.match(graphReport(empty, 'dot'), /^digraph weighbridge \{[^"]*"sans-serif"\];\n\}\n$/);
  });

  for (const format of ['json', 'text', 'dot'] as const) {
    it(`writes the same ${format} in whatever order the graph comes`, () => {
      const reversed: Graph = {
        components: graph.components.map((one) => ({ ...one, places: [...one.places].reverse() })).reverse(),
        relations: [...graph.relations].reverse(),
      };
      assert.equal(graphReport(reversed, format), graphReport(graph, format));
    });
  }
});
