import { deepEqual } from 'node:assert/strict';
import { scanned } from '../scanned';

const graph = (...nodes: readonly object[]): string =>
  JSON.stringify({ nodes: [{ op: 'null', name: 'data', inputs: [] }, ...nodes], arg_nodes: [0], heads: [[1, 0, 0]] });

describe('weights: graphs of MXNet', () => {
  it('finds nothing in operators that only compute', async () => {
    const convolution = { op: 'Convolution', name: 'c', attrs: { kernel: '(3, 3)' }, inputs: [[0, 0, 0]] };
    deepEqual(await scanned('m-symbol.json', graph(convolution)), ['mxnet-symbol']);
  });

  it('finds code, libraries, and operators that whoever loads it brings', async () => {
    deepEqual(await scanned('m.json', graph({ op: 'Custom', attrs: { op_type: 'mine' } })), [
      'mxnet-symbol',
      'suspicious: mxnet/custom-operator',
    ]);
    deepEqual(await scanned('m.json', graph({ op: 'add', attr: { library: '../../tmp/x.so' } })), [
      'mxnet-symbol',
      'dangerous: mxnet/library ../../tmp/x.so',
    ]);
    deepEqual(await scanned('m.json', graph({ op: '<A'.repeat(600) })), [
      'mxnet-symbol',
      'suspicious: mxnet/odd-operator',
    ]);
    deepEqual(await scanned('m.json', graph({ op: 'add', attrs: { note: "exec('x')" } })), [
      'mxnet-symbol',
      'dangerous: mxnet-symbol/held-code',
    ]);
  });

  it('never calls a broken graph safe', async () => {
    deepEqual(await scanned('m.json', graph().slice(0, -9)), ['mxnet-symbol', 'unknown: mxnet-symbol/broken']);
    deepEqual(await scanned('m.json', '{"nodes": [{"op": "null"}], "nodes": 7}'), ['mxnet-symbol']);
  });
});
