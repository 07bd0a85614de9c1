import { deepEqual } from 'node:assert/strict';
import { field, numberField } from './protobuf';
import { scanned } from './scanned';
import { zip } from './zip/build';

/** What every object of JavaScript has: a table that is no `Map` would have an entry for each. */
const inherited = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable'];
const unheardOf = 'unheardOf';

const keras = (name: string): Uint8Array => {
  const config = { module: name, class_name: name, config: { [name]: name }, registered_name: name };
  return zip([
    { name: 'config.json', content: Buffer.from(JSON.stringify(config)) },
    { name: 'metadata.json', content: Buffer.from('{}') },
  ]);
};

/** A file of each format that names things, with this name in all places. */
const files: Readonly<Record<string, (name: string) => Uint8Array | readonly number[] | string>> = {
  'm.pkl': (name) => `c${name}\n${name}\n(S'${name}'\ntR}S'${name}'\nS'x'\nsb.`,
  'chat_template.jinja': (name) =>
    `{{ ${name} }}{{ x.${name}() | ${name} }}{{ '${name}'.${name}(1) }}{% if x is ${name} %}{{ x['${name}'] }}{% endif %}`,
  'saved_model.pb': (name) => [...numberField(1, 1), ...field(2, field(2, field(1, field(1, name), field(2, name))))],
  'm.onnx': (name) => [...numberField(1, 3), ...field(7, field(1, field(4, name), field(7, name)), field(2, name))],
  'm.keras': (name) => keras(name),
  'm.json': (name) => `{"learner": {"${name}": "${name}"}, "version": [2, 1, 0], "${name}": "${name}"}`,
  'm.safetensors': (name) => {
    const header = JSON.stringify({
      __metadata__: { [name]: name },
      [name]: { dtype: name, shape: [], data_offsets: [0, 0] },
    });
    return [header.length, 0, 0, 0, 0, 0, 0, 0, ...Buffer.from(header)];
  },
};

describe('weights: names that every object of JavaScript has', () => {
  for (const [file, make] of Object.entries(files))
    it(`are names like any other in ${file}`, async () => {
      const said = async (name: string): Promise<readonly string[]> =>
        (await scanned(file, make(name))).map((line) => line.replaceAll(name, '*'));
      for (const name of inherited) deepEqual(await said(name), await said(unheardOf), name);
    });
});
