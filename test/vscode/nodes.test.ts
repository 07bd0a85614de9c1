import assert from 'node:assert/strict';
import { type ComponentNode, relatedNodes, rootNodes, type TreeNode, wayNode } from '../../src/vscode/nodes';
import type { ViewComponent } from '../../src/panel/messages';
import { component, finding, overview, place } from '../panel/sample';

const related = (kind: string, to: string): ViewComponent['relations'][number] => ({ kind, to, place: place('a.txt') });

describe('the rows of the tree', () => {
  it('are kinds with their counts, and below them components with version and state', () => {
    const [packages, models] = rootNodes(
      overview({
        components: [
          component('torch', { requested: '>=2', findings: [finding('warning')] }),
          component('numpy', { version: '2.1.0', license: 'BSD-3-Clause' }),
          component('acme/intent', { kind: 'model', license: 'MIT' }),
        ],
      }),
      {},
    );
    assert.equal(packages?.description, '2 · 1 finding');
    assert.deepEqual(packages.children.map(words), ['torch ≥2 · not pinned', 'numpy 2.1.0']);
    assert.deepEqual(models?.children.map(words), ['acme/intent MIT']);
  });

  it('count findings of rules that have no short word', () => {
    const findings = [finding('error', { rule: 'new/rule' }), finding('info', { rule: 'new/rule' })];
    const [group] = rootNodes(overview({ components: [component('torch', { findings })] }), {});
    assert.deepEqual(group?.children.map(words), ['torch 1 error, 1 info']);
  });

  it('do not call a signature verified that was only seen', () => {
    const weights = component('a.safetensors', { kind: 'weights', signature: 'present' });
    const [group] = rootNodes(overview({ components: [weights] }), {});
    assert.equal(group?.description, '1 · 1 signature');
    assert.deepEqual(group.children.map(words), ['a.safetensors signature not verified']);
  });

  it('end with findings that belong to no component, worst first', () => {
    const otherFindings = [
      finding('info', { place: place('a.py', 3) }),
      finding('error', { place: place('b.py', 1) }),
      finding('error', { place: place('b.py', 1) }),
    ];
    const [files] = rootNodes(overview({ otherFindings }), {});
    assert.equal(files?.label, 'Project files');
    assert.deepEqual(
      files.children.map((node) => node.type === 'finding' && node.finding.place.label),
      ['b.py:1', 'b.py:1', 'a.py:3'],
    );
    assert.equal(new Set(files.children.map((node) => node.id)).size, 3);
  });

  it('keep their ids when other components come and go', () => {
    const ids = (components: readonly ViewComponent[]): readonly string[] =>
      rootNodes(overview({ components }), {}).flatMap((group) => [group.id, ...group.children.map((node) => node.id)]);
    const before = ids([component('a')]);
    const after = ids([component('new', { findings: [finding('error')] }), component('a')]);
    assert.ok(before.every((id) => after.includes(id)));
  });
});

describe('the rows below a component', () => {
  const adapter = component('adapter', {
    kind: 'model',
    relations: [related('derived-from', 'pkg:model/base'), related('trained-on', 'pkg:dataset/talk')],
  });
  const base = component('base', { kind: 'model', license: 'MIT', relations: [related('uses', 'pkg:model/adapter')] });
  const talk = component('talk', { kind: 'dataset' });
  const all = [adapter, base, talk];
  const lookup = (id: string): ViewComponent | undefined => all.find((one) => one.id === id);
  const top = rootNodes(overview({ components: all }), {})[0]?.children as readonly ComponentNode[];

  it('are what it is related to, with the role of each', () => {
    assert.deepEqual(relatedNodes(top[0]!, lookup).map(words), ['base MIT · base', 'talk trained on']);
  });

  it('do not go round in circles', () => {
    const [below] = relatedNodes(top[0]!, lookup);
    assert.equal(below?.component.name, 'base');
    assert.deepEqual(relatedNodes(below, lookup), []);
  });

  it('leave out what the overview does not know', () => {
    assert.deepEqual(
      relatedNodes(top[0]!, () => undefined),
      [],
    );
  });
});

function words(node: TreeNode): string {
  if (node.type !== 'component') return node.id;
  return `${node.component.name} ${node.description}`.trim();
}

describe('the row that says what brings a component in', () => {
  const tokenizers = component('tokenizers', { version: '0.19.1', via: ['pkg:package/transformers'] });
  const all = [component('transformers', { version: '4.44.2', via: [] }), tokenizers];
  const lookup = (id: string): ViewComponent | undefined => all.find((one) => one.id === id);
  const rowOf = (name: string): ComponentNode =>
    rootNodes(overview({ components: all }), {})[0]!.children.find(
      (node): node is ComponentNode => node.type === 'component' && node.component.name === name,
    )!;

  it('holds the way to it, step by step', () => {
    const way = wayNode(rowOf('tokenizers'), lookup)!;
    assert.equal(way.description, 'transformers');
    assert.deepEqual(way.children.map(words), ['transformers 4.44.2']);
  });

  it('is not there for what the project names itself, nor below the component that brings it in', () => {
    assert.equal(wayNode(rowOf('transformers'), lookup), undefined);
    assert.equal(wayNode({ ...rowOf('tokenizers'), path: ['a', 'b'] }, lookup), undefined);
  });
});
