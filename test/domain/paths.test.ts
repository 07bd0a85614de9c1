import assert from 'node:assert/strict';
import type { Component, Graph, Relation } from '../../src/domain/component';
import { pathsFromProject, pathsTo } from '../../src/domain/paths';

const place = { file: 'x', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };

function graphOf(...arrows: readonly string[]): Graph {
  const pairs = arrows.map((arrow) => arrow.split('>') as [string, string]);
  const components = [...new Set(pairs.flat())].map((id): Component => ({
    id,
    kind: id === 'app' ? 'application' : 'package',
    name: id,
    facts: {},
    places: [place],
  }));
  return { components, relations: pairs.map(([from, to]): Relation => ({ from, to, kind: 'depends-on', place })) };
}

describe('The path from the project to a component', () => {
  it('is empty for what the project names itself', () => {
    assert.deepEqual(pathsFromProject(graphOf('app>torch')).get('torch'), []);
  });

  it('names what brings it in, nearest to the project first, by the shortest way', () => {
    const paths = pathsFromProject(graphOf('app>a', 'a>b', 'b>c', 'app>d', 'd>c'));
    assert.deepEqual(paths.get('b'), ['a']);
    assert.deepEqual(paths.get('c'), ['d']);
  });

  it('ends in circles, and is absent where nothing leads', () => {
    const paths = pathsFromProject(graphOf('app>a', 'a>b', 'b>a', 'x>y'));
    assert.deepEqual(paths.get('b'), ['a']);
    assert.equal(paths.get('y'), undefined);
  });
});

describe('The ways to a component', () => {
  const graph = graphOf('app>a', 'a>b', 'b>c', 'app>d', 'd>c', 'app>c', 'c>a');

  it('are told from the shortest to the longest, the component itself at the end', () => {
    assert.deepEqual(pathsTo(graph, 'c', 9), [['c'], ['d', 'c'], ['a', 'b', 'c']]);
    assert.deepEqual(pathsTo(graph, 'c', 1), [['c']]);
  });

  it('are none where nothing leads there', () => {
    assert.deepEqual(pathsTo(graph, 'x', 9), []);
  });

  it('stay few where everything needs everything', () => {
    const names = Array.from({ length: 40 }, (_, at) => `p${at}`);
    const dense = graphOf('app>p0', ...names.flatMap((from) => names.map((to) => `${from}>${to}`)));
    assert.equal(pathsTo(dense, 'p39', 5).length, 5);
  });
});
