import assert from 'node:assert/strict';
import { parser } from '@lezer/python';
import { syntaxTree, tooDeep } from '../../src/readers/syntax-tree';

describe('syntax trees', () => {
  it('are not made of what is nested too deep for the stack', () => {
    assert.equal(syntaxTree(parser, 'x = 1')?.length, 5);
    const outOfStack = Object.assign(Object.create(parser) as typeof parser, { parse: () => endless(1) });
    assert.equal(syntaxTree(outOfStack, 'x = 1'), undefined);
    assert.deepEqual(tooDeep({ start: 3, end: 8 }), { ...tooDeep({ start: 0, end: 0 }), start: 3, end: 8 });
  });

  it('do not hide other failures', () => {
    const broken = Object.assign(Object.create(parser) as typeof parser, { parse: () => assert.fail('broken') });
    assert.throws(() => syntaxTree(broken, 'x = 1'), /broken/);
  });
});

function endless(depth: number): never {
  return endless(depth + 1);
}
