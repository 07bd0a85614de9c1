import assert from 'node:assert/strict';
import { verdictOf, type ScanFinding } from '../../../src/domain/scan';
import { lookup3 } from '../../../src/weights/hdf5/checksum';
import { findingsOf } from '../findings-of';
import { bytesType, chars, Hdf5Builder, messages, u32, u64, type MessageSample } from './builder';

const lambda = '{"class_name": "Sequential", "config": {"layers": [{"class_name": "Lambda", "config": {}}]}}';
const plain = '{"class_name": "Sequential", "config": {"layers": [{"class_name": "Dense", "config": {"l2": NaN}}]}}';

/** A model as Keras before 3 saves it, by version 1.6 of the format. */
function oldModel(config = plain): Uint8Array {
  const file = new Hdf5Builder();
  const kernel = file.oldObject(
    messages.space(4),
    messages.type(bytesType),
    messages.contiguous(file.put([1, 2, 3, 4]), 4),
  );
  const layer = file.oldObject(file.symbolTable({ 'kernel:0': kernel }));
  const weights = file.oldObject(file.symbolTable({ dense: layer }), messages.text('backend', 'tensorflow'));
  const reference = file.heapText(config);
  return file.oldFile(
    file.oldObject(file.symbolTable({ model_weights: weights }), messages.heapText('model_config', reference)),
  );
}

/** The same, by version 1.8. */
function newModel(config = plain, userBlock: readonly number[] = []): Uint8Array {
  const file = new Hdf5Builder();
  const kernel = file.object(messages.space(4), messages.type(bytesType), messages.compact([1, 2, 3, 4]));
  const weights = file.group(messages.link('kernel:0', kernel), messages.softLink('same', '/model_weights/kernel:0'));
  return file.file(
    file.group(messages.link('model_weights', weights), messages.text('model_config', config)),
    userBlock,
  );
}

function scan(bytes: Uint8Array, limit?: number): Promise<readonly ScanFinding[]> {
  return findingsOf('model.h5', bytes, limit);
}

/** The finding in a file whose root has these messages. */
async function foundBelow(build: (file: Hdf5Builder) => MessageSample): Promise<ScanFinding> {
  const file = new Hdf5Builder();
  const [finding, ...more] = await scan(file.file(file.group(build(file))));
  assert.deepEqual(more, []);
  return finding!;
}

describe('weights: scan of HDF5', () => {
  it('finds nothing in honest models, of both forms and behind a block of the user', async () => {
    assert.deepEqual(await scan(oldModel()), []);
    assert.deepEqual(await scan(newModel()), []);
    assert.deepEqual(await scan(newModel(plain, new Array<number>(1024).fill(32))), []);
  });

  it('reads what Keras builds a model from, wherever it is kept', async () => {
    for (const file of [oldModel(lambda), newModel(lambda)]) {
      const [finding] = await scan(file);
      assert.equal(finding!.code, 'keras/lambda');
      assert.deepEqual(finding!.data, { target: 'Lambda', object: '/', attribute: 'model_config' });
    }
  });

  it('tells which files outside would be read', async () => {
    const link = await foundBelow(() => messages.externalLink('kernel', '/etc/other.h5', '/secret'));
    assert.deepEqual(
      [link.verdict, link.code, link.data],
      [...['dangerous', 'hdf5/external-link'], { object: '/kernel', target: '/etc/other.h5' }],
    );
    const stored = await foundBelow((file) => {
      const dataset = [messages.space(4), messages.type(bytesType), messages.contiguous(undefined, 4)];
      return messages.link('kernel', file.object(...dataset, file.externalFiles('/etc/passwd')));
    });
    assert.deepEqual(
      [stored.code, stored.data],
      ['hdf5/external-storage', { object: '/kernel', target: '/etc/passwd' }],
    );
    const virtual = await foundBelow((file) => {
      const list = file.heapText(`\0${'\0'.repeat(8)}/etc/a.h5\0x\0`);
      const address = list.slice(4, 12).reduceRight((sum, byte) => sum * 256 + byte, 0);
      return messages.link(
        'kernel',
        file.object(messages.space(4), messages.type(bytesType), messages.virtual(address)),
      );
    });
    assert.deepEqual(
      [virtual.code, virtual.data],
      ['hdf5/virtual-dataset', { object: '/kernel', target: '/etc/a.h5' }],
    );
  });

  it('looks into bytes that a program may unpickle', async () => {
    const pickle = 'cos\nsystem\n(S"id"\ntR.';
    const attribute = await foundBelow(() => messages.text('table', pickle));
    assert.deepEqual([attribute.verdict, attribute.data?.object], ['dangerous', '/@table']);
    const dataset = await foundBelow((file) =>
      messages.link(
        'data',
        file.object(messages.space(pickle.length), messages.type(bytesType), messages.compact(chars(pickle))),
      ),
    );
    assert.deepEqual([dataset.verdict, dataset.data?.object], ['dangerous', '/data']);
  });

  it('goes on behind an object that cannot be read', async () => {
    const file = new Hdf5Builder();
    const broken = file.put(chars('nonsense of sixteen bytes or more'));
    const found = await scan(
      file.file(file.group(messages.link('broken', broken), messages.externalLink('a', 'b.h5', '/c'))),
    );
    assert.deepEqual(
      found.map(({ code, data }) => [code, data?.object]),
      [
        ['hdf5/external-link', '/a'],
        ['hdf5/unsupported', '/broken'],
      ],
    );
  });

  it('is not caught in circles', async () => {
    const file = new Hdf5Builder();
    const tree = file.put([...chars('TREE'), 0, 1, 1, 0, ...new Array<number>(24).fill(0), ...u64(96), ...u64(0)]);
    assert.equal(tree, 96);
    const heap = file.localHeap(new Array<number>(8).fill(0));
    const group = { type: 0x11, body: [...u64(tree), ...u64(heap)] };
    assert.equal((await scan(file.oldFile(file.oldObject(group))))[0]!.verdict, 'unknown');

    const again = new Hdf5Builder();
    const continued = { type: 0x10, body: [...u64(112), ...u64(24)] };
    assert.equal((await scan(again.oldFile(again.oldObject(continued))))[0]!.code, 'hdf5/absurd-length');

    const circle = (address: number): { readonly file: Hdf5Builder; readonly root: number } => {
      const file = new Hdf5Builder();
      return { file, root: file.oldObject(file.symbolTable({ me: address })) };
    };
    const { file: self, root } = circle(circle(0).root);
    assert.deepEqual(await scan(self.oldFile(root)), []);
  });

  it('refuses absurd lengths', async () => {
    const absurd = [
      { type: 0x10, body: [...u64(96), ...u64(2 ** 63)] },
      { type: 8, body: [3, 0, 0xff, 0xff] },
      { type: 12, body: [3, 0, 0xff, 0xff, 8, 0, 4, 0, 0] },
      { type: 6, body: [1, 3, ...u64(2 ** 62), 0x61] },
      { type: 0x15, body: [0, 0, ...u64(2 ** 50), ...u64(2 ** 50)] },
      { type: 0x99, body: [] },
    ];
    for (const message of absurd) {
      const file = new Hdf5Builder();
      const found = await scan(file.file(file.group(message)));
      assert.equal(verdictOf(found), 'unknown', JSON.stringify(message));
    }
  });

  it('never calls a file safe that is cut short', async () => {
    for (const whole of [oldModel(), newModel()])
      for (let length = 1; length < whole.length; length++)
        assert.notEqual(verdictOf(await scan(whole.slice(0, length))), 'safe', `${length} of ${whole.length}`);
  });

  it('says so where it may not read to the end', async () => {
    assert.deepEqual(
      (await scan(oldModel(), 300)).map(({ code }) => code),
      ['weights/limit'],
    );
  });

  it('knows the checksum by its published values', () => {
    assert.equal(lookup3(Buffer.from('Four score and seven years ago')), 0x17770551);
    assert.equal(lookup3(new Uint8Array()), 0xdeadbeef);
    assert.equal(u32(0xdeadbeef)[0], 0xef);
  });
});
