import { deepEqual } from 'node:assert/strict';
import { field, numberField } from './protobuf';
import { scanned } from './scanned';

const coreml = (...rest: readonly number[][]): number[] => [
  ...numberField(1, 4),
  ...field(2, field(1, field(1, 'x'))),
  ...(rest.length > 0 ? rest : [field(900)]).flat(),
];
const paddle = (...operators: readonly string[]): number[] => [
  ...field(1, numberField(1, 0), numberField(2, 0), ...operators.map((operator) => field(4, field(3, operator)))),
  ...field(4, numberField(1, 0)),
];

describe('weights: scan of Core ML', () => {
  it('finds nothing in layers of its own', async () => {
    deepEqual(await scanned('m.mlmodel', coreml(field(500, field(1, field(1, 'conv'), field(100, 'k'))))), ['coreml']);
  });

  it('finds classes of the app, in pipelines as well, and models elsewhere', async () => {
    const custom = field(500, field(1, field(500, field(10, 'MyLayer'))));
    const found = ['coreml', 'suspicious: coreml/custom-class MyLayer'];
    deepEqual(await scanned('m.mlmodel', coreml(custom)), found);
    deepEqual(await scanned('m.mlmodel', coreml(field(202, field(1, coreml(custom))))), found);
    const linked = field(556, field(1, field(1, field(1, '/Users/x/other.mlmodelc'))));
    deepEqual(await scanned('m.mlmodel', coreml(linked)), [
      'coreml',
      'dangerous: coreml/outside-path /Users/x/other.mlmodelc',
    ]);
  });

  it('never calls a broken model safe', async () => {
    deepEqual(await scanned('m.mlmodel', coreml(field(500, [0x0a, 0x7f]))), ['coreml', 'unknown: coreml/broken']);
  });
});

describe('weights: scan of Paddle', () => {
  it('finds what runs Python or reaches files', async () => {
    deepEqual(await scanned('m.pdmodel', paddle('conv2d', 'relu')), ['paddle']);
    deepEqual(await scanned('inference/__model__', paddle('conv2d', 'py_func', 'load')), [
      'paddle',
      'dangerous: paddle/dangerous-operator py_func',
      'suspicious: paddle/suspicious-operator load',
    ]);
  });

  it('never calls a broken model safe', async () => {
    deepEqual(await scanned('m.pdmodel', [...paddle('relu'), ...field(1, [0x22, 0x7f])]), [
      'paddle',
      'unknown: paddle/broken',
    ]);
  });
});
