import assert from 'node:assert/strict';
import { rootNodes } from '../../src/vscode/nodes';
import { filterWords, type TreeFilter } from '../../src/vscode/tree-filter';
import { component, finding, overview, place } from '../panel/sample';

const sample = overview({
  components: [
    component('torch', { version: '2.1', findings: [finding('error', { message: 'A known problem.' })] }),
    component('numpy', { license: 'BSD-3-Clause' }),
    component('pandas', { findings: [finding('info')] }),
  ],
  otherFindings: [finding('warning', { place: place('app.py') })],
});

function shown(filter: TreeFilter): readonly string[] {
  return rootNodes(sample, filter).flatMap((group) =>
    group.children.map((node) => {
      if (node.type === 'component') return node.component.name;
      return node.type === 'finding' ? node.finding.place.label : node.id;
    }),
  );
}

describe('the filter of the tree', () => {
  it('shows everything where it is not set', () => {
    assert.deepEqual(shown({}), ['torch', 'pandas', 'numpy', 'app.py:1']);
  });

  it('narrows by severity', () => {
    assert.deepEqual(shown({ atLeast: 'error' }), ['torch']);
    assert.deepEqual(shown({ atLeast: 'warning' }), ['torch', 'app.py:1']);
    assert.deepEqual(shown({ atLeast: 'info' }), ['torch', 'pandas', 'app.py:1']);
  });

  it('narrows by text in names, versions, licenses, messages and places', () => {
    assert.deepEqual(shown({ text: 'NUM' }), ['numpy']);
    assert.deepEqual(shown({ text: 'bsd' }), ['numpy']);
    assert.deepEqual(shown({ text: 'known problem' }), ['torch']);
    assert.deepEqual(shown({ text: 'app.py' }), ['app.py:1']);
    assert.deepEqual(shown({ text: '.*' }), []);
  });

  it('says what it shows', () => {
    assert.equal(filterWords({ text: 'torch' }), '“torch”');
    assert.equal(filterWords({ atLeast: 'warning' }), 'errors and warnings');
  });
});
