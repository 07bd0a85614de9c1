import assert from 'node:assert/strict';
import { buildMbom } from '../../src/mbom/build';
import { at, chat, component, ids, relation } from './sample';

const tool = { name: 'weighbridge', version: '0.1.0' };

describe('buildMbom', () => {
  it('takes the application of the project as root', () => {
    const { root, components } = buildMbom({ graph: chat, rootName: 'chat', tool });
    assert.equal(root.purl, ids.app);
    assert.equal(components.length, chat.components.length - 1);
    assert.ok(!components.includes(root));
  });

  it('makes up no package URL for a root that no file describes', () => {
    const { root } = buildMbom({ graph: { components: [], relations: [] }, rootName: 'my project', tool });
    assert.deepEqual([root.ref, root.purl, root.evidence], ['application:my project', undefined, []]);
  });

  it('takes digests out of the facts, but only such as can be digests', () => {
    const facts = { sha256: 'AB'.repeat(32), sha512: 'ab', blake3: 'x'.repeat(64), format: 'gguf', constructor: 'x' };
    const graph = { components: [component(ids.weights, 'weights', 'w', { facts })], relations: [] };
    const [weights] = buildMbom({ graph, rootName: '', tool }).components;
    assert.deepEqual(weights?.hashes, { 'SHA-256': 'ab'.repeat(32) });
    assert.deepEqual(Object.keys(weights.facts), ['sha512', 'blake3', 'format', 'constructor']);
  });

  it('gives each place once, in order', () => {
    const { components } = buildMbom({ graph: chat, rootName: 'chat', tool });
    assert.deepEqual(
      components.find(({ ref }) => ref === ids.torch)?.evidence,
      ['requirements.txt:1:1', 'requirements.txt:3:1', 'setup.py:7:5'].map(at),
    );
  });

  it('leaves out relations to what is not there, and of a thing to itself', () => {
    const relations = [relation(ids.torch, 'uses', 'pkg:pypi/gone'), relation(ids.torch, 'uses', ids.torch)];
    const graph = { components: [component(ids.torch, 'package', 'torch')], relations };
    assert.deepEqual(buildMbom({ graph, rootName: 'x', tool }).relations, []);
  });
});
