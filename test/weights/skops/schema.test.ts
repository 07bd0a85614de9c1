import { deepEqual } from 'node:assert/strict';
import { scanned } from '../scanned';
import { zip } from '../zip/build';

/** An archive of these texts, by name. */
const zipFile = (members: Readonly<Record<string, string>>): Uint8Array =>
  zip(Object.entries(members).map(([name, text]) => ({ name, content: Buffer.from(text) })));

const model = (node: object): Promise<readonly string[]> =>
  scanned('m.skops', zipFile({ 'schema.json': JSON.stringify({ ...node, protocol: 2 }) }));
const node = (loader: string, module: string, name: string, content: object = {}): object => ({
  ...{ __class__: name, __module__: module, __loader__: loader, content },
});

describe('weights: scan of skops', () => {
  it('finds nothing in what scikit-learn is made of', async () => {
    const tree = node('ObjectNode', 'sklearn.linear_model._logistic', 'LogisticRegression', {
      coef_: node('NdArrayNode', 'numpy', 'ndarray'),
      classes: node('ListNode', 'builtins', 'list'),
    });
    deepEqual(await model(tree), ['skops']);
  });

  it('finds what runs commands, and what it does not know', async () => {
    deepEqual(await model(node('FunctionNode', 'os', 'system')), [
      'skops',
      'dangerous: skops/dangerous-global os.system',
    ]);
    deepEqual(await model(node('ObjectNode', 'acme_models', 'Forest')), [
      'skops',
      'suspicious: skops/unknown-global acme_models.Forest',
    ]);
  });

  it('finds what shows another name than it builds', async () => {
    deepEqual(await model(node('OperatorFuncNode', 'sklearn.base', 'attrgetter')), [
      'skops',
      'dangerous: skops/disguise sklearn.base.attrgetter',
    ]);
    const method = node('MethodNode', 'builtins', 'int', { obj: node('ObjectNode', 'acme', 'Shell'), func: 'run' });
    deepEqual((await model(method))[1], 'dangerous: skops/disguise builtins.int');
  });

  it('never calls a broken description safe', async () => {
    deepEqual(await scanned('m.skops', zipFile({ 'schema.json': '{"__class__":' })), [
      'skops',
      'unknown: skops/unreadable-schema',
    ]);
  });
});
