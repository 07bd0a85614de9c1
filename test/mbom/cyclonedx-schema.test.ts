import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ComponentKind, Graph } from '../../src/domain/component';
import { buildMbom } from '../../src/mbom/build';
import { cyclonedx, type CycloneDxVersion } from '../../src/mbom/cyclonedx';
import { localPurl, packagePurl } from '../../src/packaging/purl';
import { chat, component, relation } from './sample';
import { referenceErrors, schemaErrors } from './schema';

const versions: readonly CycloneDxVersion[] = ['1.6', '1.7'];
const tool = { name: 'weighbridge', version: '0.1.0' };

for (const specVersion of versions) {
  describe(`CycloneDX ${specVersion}, by its official schema`, function () {
    this.timeout(20_000);

    const situations: Record<string, { graph: Graph; rootName: string; timestamp?: string }> = {
      'a project with something of each kind': { graph: chat, rootName: 'chat', timestamp: '2026-07-23T10:00:00Z' },
      'a project whose files do not name it': { graph: chat, rootName: 'folder' },
      'an empty project': { graph: { components: [], relations: [] }, rootName: 'nothing' },
      'a project without a name': { graph: { components: [], relations: [] }, rootName: '' },
      'odd names': { graph: odd(), rootName: 'пример "\u0000\ud800' },
      'every license that SPDX lists': { graph: licensed(), rootName: 'licenses' },
    };
    for (const [name, input] of Object.entries(situations)) {
      it(`takes ${name}`, async () => {
        const document = cyclonedx(buildMbom({ ...input, tool }), { specVersion });
        assert.deepEqual(await schemaErrors(document, specVersion), null);
        assert.deepEqual(referenceErrors(document), []);
      });
    }

    it('is checked in a way that tells the valid samples of the specification from the invalid ones', async function () {
      const folder = path.join('..', 'shared', 'corpus', 'cyclonedx', specVersion);
      if (!existsSync(folder)) {
        console.warn(`SKIPPED: no CycloneDX samples in ${folder}`);
        this.skip();
      }
      const samples = readdirSync(folder).filter((file) => file.endsWith('.json'));
      assert.ok(samples.some((file) => file.startsWith('invalid')) && samples.some((file) => file.startsWith('valid')));
      for (const file of samples) {
        const errors = await schemaErrors(readFileSync(path.join(folder, file), 'utf8'), specVersion);
        assert.equal(errors === null, file.startsWith('valid'), file);
      }
    });
  });
}

describe('referenceErrors', () => {
  it('finds a reference that stands twice and one that leads nowhere', () => {
    const twice = {
      components: [{ 'bom-ref': 'a' }, { 'bom-ref': 'a' }],
      dependencies: [{ ref: 'a', dependsOn: ['b'] }],
    };
    assert.deepEqual(referenceErrors(JSON.stringify(twice)), ['twice: a', 'nowhere: b']);
  });
});

/** A component of each kind for each name, all derived from, trained on and part of one another. */
function odd(): Graph {
  const names = [
    ' ',
    'a b',
    '名前/モデル',
    '"\\',
    '\u0000\u001b[31m',
    '\u202eevil',
    '\ud800',
    '🦙',
    'x'.repeat(5000),
    '__proto__',
  ];
  const kinds: ComponentKind[] = ['package', 'model', 'dataset', 'weights', 'application', 'service'];
  const components = kinds.flatMap((kind) =>
    names.map((name) =>
      component(`${kind}:${name}`, kind, name, {
        version: name,
        requested: name,
        license: name,
        facts: { [name]: name, task: name, architecture: '' },
        places: [name.replaceAll(':', '')],
      }),
    ),
  );
  const purls = [packagePurl('pypi', 'a b'), localPurl('models/名 前.bin')].map((id) => component(id, 'weights', id));
  const relations = components.flatMap(({ id }, at) => {
    const next = components[(at + names.length + 1) % components.length]!.id;
    return (['derived-from', 'trained-on', 'contains', 'signed-by'] as const).map((kind) => relation(id, kind, next));
  });
  return { components: [...components, ...purls], relations };
}

/** A package for each license that the parser of expressions knows: the schema has to know them all. */
function licensed(): Graph {
  const lists = ['index.json', 'deprecated.json'].map((file) => path.join('node_modules', 'spdx-license-ids', file));
  const known = lists.flatMap((file) => JSON.parse(readFileSync(file, 'utf8')) as string[]);
  assert.ok(known.length > 500);
  const others = ['LicenseRef-a', 'MIT OR Apache-2.0', 'proprietary', '', 'MIT AND', 'apache-2.0'];
  const components = [...known, ...others].map((license, number) =>
    component(packagePurl('pypi', `package-${number}`), 'package', license, { license }),
  );
  return { components, relations: [] };
}
