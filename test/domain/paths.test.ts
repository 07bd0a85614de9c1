import assert from 'node:assert/strict';
import type { Component, Relation } from '../../src/domain/component';
import { pathsFromProject } from '../../src/domain/paths';

describe('The path from the project to a component', () => {
  const place = { file: 'x', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };

  function graphOf(...arrows: readonly string[]): Parameters<typeof pathsFromProject>[0] {
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
