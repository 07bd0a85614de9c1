import assert from 'node:assert/strict';
import type { Graph } from '../../src/domain/component';
import { buildMbom } from '../../src/mbom/build';
import { cyclonedx } from '../../src/mbom/cyclonedx';
import { chat, component, ids } from './sample';

const tool = { name: 'weighbridge', version: '0.1.0' };

interface Json {
  readonly [key: string]: Json;
}

function write(graph: Graph, more: { timestamp?: string; advisoriesAsOf?: string } = {}): string {
  return cyclonedx(buildMbom({ graph, rootName: 'chat', tool, ...more }), { specVersion: '1.6' });
}

function read(graph: Graph): Json {
  return JSON.parse(write(graph)) as Json;
}

/** The component, nested ones included, or service with this `bom-ref`. */
function find(bom: unknown, ref: string): Json {
  if (typeof bom !== 'object' || bom === null) return undefined as unknown as Json;
  if ('bom-ref' in bom && bom['bom-ref'] === ref) return bom as unknown as Json;
  return Object.values(bom)
    .map((value) => find(value, ref))
    .find(Boolean)!;
}

describe('cyclonedx', () => {
  const bom = read(chat);

  it('says what was looked at, when in its life, and by what', () => {
    const { metadata } = JSON.parse(
      write(chat, { timestamp: '2026-07-23T00:00:00Z', advisoriesAsOf: '2026-07-20' }),
    ) as Json;
    assert.equal(metadata?.timestamp, '2026-07-23T00:00:00Z');
    assert.deepEqual(metadata.lifecycles, [{ phase: 'pre-build' }]);
    assert.deepEqual(metadata.tools, { components: [{ type: 'application', ...tool }] });
    assert.equal(metadata.component?.purl, ids.app);
    assert.deepEqual(metadata.properties, [{ name: 'weighbridge:advisories-as-of', value: '2026-07-20' }]);
  });

  it('writes a pinned package with its places', () => {
    assert.deepEqual(find(bom, ids.torch), {
      type: 'library',
      'bom-ref': ids.torch,
      name: 'torch',
      version: '2.6.0',
      licenses: [{ license: { id: 'BSD-3-Clause' } }],
      purl: ids.torch,
      evidence: {
        identity: [
          {
            field: 'purl',
            methods: [
              { technique: 'manifest-analysis', confidence: 1 },
              { technique: 'source-code-analysis', confidence: 1 },
            ],
          },
        ],
        occurrences: [
          { location: 'requirements.txt', line: 1, offset: 0 },
          { location: 'requirements.txt', line: 3, offset: 0 },
          { location: 'setup.py', line: 7, offset: 4 },
        ],
      },
    });
  });

  it('traces everything in the project to at least one place', () => {
    for (const { id, kind } of chat.components) {
      const written = find(bom, id);
      if (kind === 'service') assert.match(JSON.stringify(written), /weighbridge:location/);
      else assert.ok(Number(written.evidence?.occurrences?.length) > 0, id);
    }
  });

  it('says of an open version that it is open, and what is asked for', () => {
    const open = find(bom, ids.transformers);
    assert.ok(!('version' in open));
    assert.deepEqual(open.properties, [
      { name: 'weighbridge:version', value: 'open' },
      { name: 'weighbridge:requested', value: '>=4.40' },
    ]);
    assert.deepEqual(open.licenses, [{ expression: 'Apache-2.0 OR MIT' }]);
  });

  it('writes what is known of a model into its model card', () => {
    assert.deepEqual(find(bom, ids.base).modelCard, {
      modelParameters: {
        task: 'text-generation',
        architectureFamily: 'transformer',
        modelArchitecture: 'LlamaForCausalLM',
      },
    });
    assert.deepEqual(find(bom, ids.tuned).modelCard, {
      modelParameters: { datasets: [{ ref: ids.mmlu }, { ref: ids.squad }] },
    });
  });

  it('traces a model to what it was made from, and keeps kinds of relations apart', () => {
    const tuned = find(bom, ids.tuned);
    const { name, version } = find(bom, ids.base);
    assert.deepEqual(tuned.pedigree, {
      ancestors: [{ type: 'machine-learning-model', name, version, purl: ids.base }],
    });
    assert.deepEqual(tuned.properties, [
      { name: 'weighbridge:contains', value: ids.weights },
      { name: 'weighbridge:derived-from', value: ids.api },
      { name: 'weighbridge:derived-from', value: ids.base },
      { name: 'weighbridge:trained-on', value: ids.squad },
      { name: 'weighbridge:evaluated-on', value: ids.mmlu },
    ]);
  });

  it('nests weights in the one model that they belong to', () => {
    const [weights] = find(bom, ids.tuned).components as unknown as Json[];
    assert.deepEqual(weights, {
      type: 'file',
      'bom-ref': ids.weights,
      name: 'model.safetensors',
      hashes: [{ alg: 'SHA-256', content: 'ab'.repeat(32) }],
      purl: ids.weights,
      evidence: {
        identity: [{ field: 'purl', methods: [{ technique: 'binary-analysis', confidence: 1 }] }],
        occurrences: [{ location: 'models/tuned/model.safetensors' }],
      },
      properties: [
        { name: 'weighbridge:format', value: 'safetensors' },
        { name: 'weighbridge:size', value: '123' },
        { name: 'weighbridge:signed-by', value: ids.signature },
      ],
    });
  });

  it('keeps weights that two models share beside them', () => {
    const second = component('pkg:generic/other', 'model', 'other');
    const shared = read({
      components: [...chat.components, second],
      relations: [...chat.relations, { ...chat.relations[0]!, from: second.id, to: ids.weights, kind: 'contains' }],
    });
    assert.ok((shared.components as unknown as Json[]).some((one) => (one['bom-ref'] as unknown) === ids.weights));
  });

  it('writes datasets as data, and services as services with their places as properties', () => {
    assert.deepEqual(find(bom, ids.squad).data, [{ type: 'dataset', name: 'rajpurkar/squad' }]);
    assert.deepEqual(bom.services, [
      {
        'bom-ref': ids.api,
        name: 'api.example.com',
        licenses: [{ license: { name: 'Terms of use' } }],
        properties: [{ name: 'weighbridge:location', value: 'src/app.py:20' }],
      },
    ]);
  });

  it('lists dependencies that are known, and never says that there are none', () => {
    assert.deepEqual(bom.dependencies, [
      { ref: ids.app, dependsOn: [ids.api, ids.weights, ids.torch, ids.transformers].sort() },
      { ref: ids.tuned, dependsOn: [ids.api, ids.weights, ids.base, ids.squad].sort() },
      { ref: ids.transformers, dependsOn: [ids.torch] },
    ]);
    const [composition] = bom.compositions as unknown as Json[];
    assert.deepEqual(composition?.aggregate, 'unknown');
    assert.deepEqual(composition.assemblies, Object.values(ids).sort());
  });

  it('takes a version that is too long for the schema as open', () => {
    const long = component('pkg:pypi/long', 'package', 'long', { version: '1'.repeat(1025) });
    const written = find(read({ components: [long], relations: [] }), long.id);
    assert.ok(!('version' in written));
    assert.deepEqual(written.properties, [{ name: 'weighbridge:version', value: 'open' }]);
  });

  describe('for the same project', () => {
    it('writes the same bytes, whatever the order of what it is given', () => {
      const shuffled: Graph = {
        components: [...chat.components].reverse().map((one) => ({
          ...one,
          places: [...one.places].reverse(),
          facts: Object.fromEntries(Object.entries(one.facts).reverse()),
        })),
        relations: [...chat.relations].reverse(),
      };
      assert.equal(write(shuffled), write(chat));
      assert.match(write(chat), /^\{\n {2}"\$schema".*\n\}\n$/s);
    });

    it('has a serial number that only another content changes', () => {
      const serial = (text: string): unknown => (JSON.parse(text) as Json).serialNumber;
      assert.match(
        String(serial(write(chat))),
        /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
      assert.equal(serial(write(chat)), serial(write(chat)));
      assert.notEqual(serial(write(chat)), serial(write(chat, { timestamp: '2026-07-23T00:00:00Z' })));
    });
  });
});
