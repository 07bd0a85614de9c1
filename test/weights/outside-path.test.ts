import assert from 'node:assert/strict';
import { leadsElsewhere, leadsOutside, linkLeadsOutside } from '../../src/weights/outside-path';

describe('weights: paths that lead outside', () => {
  for (const path of [
    ...['/etc/passwd', '//host/share/x', '\\\\host\\share\\x', '\\x', 'C:\\x', 'c:/x', '~/.ssh/id_rsa'],
    ...['..', '../x', '..\\x', 'a/../../x', 'a/./../..', './../x', 'a\\..\\..\\x'],
  ])
    it(`outside: ${path}`, () => assert.equal(leadsOutside(path), true));

  for (const path of [
    ...['', 'x', 'a/b', './x', 'a/../b', 'a/b/../../c', '...', '..x', 'x..', 'a/..b'],
    ...['kernel:0', 'w:0', 'layer/kernel:0', 'model.weight', 'http://host/x', '~lock', 'a~/b'],
  ])
    it(`inside: ${JSON.stringify(path)}`, () => assert.equal(leadsOutside(path), false));

  for (const path of ['gs://bucket/words', 'http://host/x', 'file:///etc/passwd', 'file:/etc/passwd', '../x'])
    it(`elsewhere, where addresses are followed: ${path}`, () => assert.equal(leadsElsewhere(path), true));

  it('takes no name of data for an address', () => {
    assert.deepEqual(['kernel:0', 'a:b/c', 'w:0/x'].filter(leadsElsewhere), []);
  });

  for (const [place, target, expected] of [
    ['a/b', '../c', false],
    ['a/b', '../../c', true],
    ['b', 'c', false],
    ['b', '../c', true],
    ['b', '/etc', true],
    ['a/b/c', 'd/../e', true],
  ] as const)
    it(`a link from ${place} to ${target}`, () => assert.equal(linkLeadsOutside(place, target), expected));
});
