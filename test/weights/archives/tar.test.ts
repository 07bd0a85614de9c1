import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { verdictOf } from '../../../src/domain/scan';
import { extended, tar, type TarSample } from '../../bytes/tar-builder';
import { brief, findingsOf } from '../findings-of';
import { zip } from '../zip/build';

const harmful = 'cos\nsystem\n(S"id"\ntR.';
const honest = '}.';

describe('weights: scan of tar archives', () => {
  it('finds nothing in honest members', async () => {
    const file = tar(
      { name: 'a/', letter: '5' },
      { name: 'a/w.pkl', content: honest },
      { name: 'README.md', content: 'x' },
    );
    assert.deepEqual(await findingsOf('model.tar', file), []);
  });

  it('looks into each member, also by its long name, and into those of old PyTorch that have no ending', async () => {
    const long = `${'deep/'.repeat(30)}w.pkl`;
    const member = { name: 'w.pkl', content: harmful };
    const dangerous = 'pickle/dangerous-call in ';
    assert.deepEqual(brief(await findingsOf('m.tar', tar(member))), [`${dangerous}w.pkl`]);
    assert.deepEqual(brief(await findingsOf('m.tar', tar(extended('x', `path=${long}`), member))), [dangerous + long]);
    assert.deepEqual(brief(await findingsOf('m.tar', tar({ name: 'x', letter: 'L', content: `${long}\0` }, member))), [
      dangerous + long,
    ]);
    assert.deepEqual(brief(await findingsOf('m.pt', tar({ name: 'pickle', content: harmful }))), [
      `${dangerous}pickle`,
    ]);
    assert.deepEqual(brief(await findingsOf('m.tar.gz', gzipSync(tar(member)))), [`${dangerous}unpacked!/w.pkl`]);
  });

  it('takes an archive at its end for a member, and unpacks members without a telling name, as images have them', async () => {
    const torch = zip([{ name: 'archive/data.pkl', content: Buffer.from('}.') }]);
    assert.deepEqual(await findingsOf('m.nemo', tar({ name: 'model_weights.ckpt', content: torch })), []);
    const layer = gzipSync(tar({ name: 'w.pkl', content: harmful }));
    assert.deepEqual(brief(await findingsOf('m.tar', tar({ name: 'blobs/sha256/ab', content: layer }))), [
      'pickle/dangerous-call in blobs/sha256/ab!/unpacked!/w.pkl',
    ]);
  });

  it('is bounded where archives lie in archives', async () => {
    const nested = (inner: Uint8Array): Uint8Array =>
      zip(Array.from({ length: 8 }, (_, at) => ({ name: `${at}.zip`, content: inner, deflated: true })));
    const bomb = [1, 2, 3, 4, 5, 6, 7].reduce(nested, zip([{ name: 'a.pkl', content: Buffer.from('}.') }]));
    const findings = await findingsOf('m.zip', bomb);
    assert.equal(verdictOf(findings), 'unknown');
    assert.ok(findings.length < 20_000);
  });

  it('reads many small members to the end', async () => {
    const many = Array.from({ length: 12_000 }, (_, at) => ({ name: `data/${at}.txt`, content: 'x' }));
    assert.deepEqual(brief(await findingsOf('m.tar', tar(...many, { name: 'w.pkl', content: harmful }))), [
      'pickle/dangerous-call in w.pkl',
    ]);
  });

  it('says what leads outside, stands twice, or has two sizes', async () => {
    const file = tar(
      { name: '../a', content: 'x' },
      { name: 'b', letter: '2', target: '/etc' },
      { name: 'c', letter: '2', target: 'd' },
      { name: 'c', content: 'x' },
      { name: 'e', letter: '4' },
      extended('x', 'size=2'),
      { name: 'f', content: 'x' },
    );
    assert.deepEqual(brief(await findingsOf('m.tar', file)), [
      'tar/outside-path in ../a',
      'tar/outside-link in b',
      'tar/duplicate-member in c',
      'tar/device in e',
      'tar/size-mismatch in f',
    ]);
  });

  it('follows links by where they stand, and what goes through them', async () => {
    const found = async (...entries: readonly TarSample[]): Promise<readonly string[]> =>
      brief(await findingsOf('m.tar', tar(...entries)));
    assert.deepEqual(await found({ name: 'a/b', letter: '2', target: '../c' }), []);
    assert.deepEqual(await found({ name: 'a/b', letter: '2', target: '../../c' }), ['tar/outside-link in a/b']);
    assert.deepEqual(await found({ name: 'a/b', letter: '1', target: '../c' }), ['tar/outside-link in a/b']);
    assert.deepEqual(await found({ name: 'a', letter: '2', target: 'b' }, { name: 'a/c', content: 'x' }), [
      'tar/through-link in a/c',
    ]);
  });

  it('is never safe where the archive is cut', async () => {
    const file = tar({ name: 'w.pkl', content: honest }, { name: 'b', content: 'x'.repeat(600) });
    for (let length = 1; length <= 1024 + 1024; length += 37)
      assert.notEqual(verdictOf(await findingsOf('m.tar', file.subarray(0, length))), 'safe', `${length} bytes`);
    assert.deepEqual(brief(await findingsOf('m.tar', tar(extended('g', 'size=9999999999999')))), []);
    const lies = tar(extended('x', 'size=999999999999'), { name: 'a', content: 'x' });
    assert.deepEqual(brief(await findingsOf('m.tar', lies)), ['tar/truncated']);
  });
});

describe('weights: scan of NeMo models', () => {
  const model = (config: string): Uint8Array =>
    tar({ name: './model_config.yaml', content: config }, { name: './model_weights.ckpt', content: honest });
  const found = async (config: string): Promise<readonly string[]> =>
    brief(await findingsOf('m.nemo', gzipSync(model(config))));
  const at = ' in unpacked!/./model_config.yaml';

  it('finds nothing in what NeMo builds itself', async () => {
    const config =
      'target: x\nenc:\n  _target_: nemo.collections.asr.modules.ConvASREncoder\nopt: {_target_: torch.optim.AdamW}\n';
    assert.deepEqual(await found(config), []);
    assert.deepEqual(await findingsOf('m.nemo', model(config)), []);
  });

  it('finds what Hydra would call, however it is written', async () => {
    assert.deepEqual(await found('a:\n  - _target_: os.system\n    command: id\n'), [`hydra/harmful-target${at}`]);
    assert.deepEqual(await found('a: &x builtins.exec\n"_\\x74arget_": *x\n'), [`hydra/harmful-target${at}`]);
    assert.deepEqual(await found('a: {_target_: numpy.load}\n'), [`hydra/harmful-target${at}`]);
    assert.deepEqual(await found('a: {_target_: someones.thing.build}\n'), [`hydra/foreign-target${at}`]);
  });

  it('says so where the configuration cannot be read', async () => {
    assert.deepEqual(await found('a: [\n'), [`hydra/unreadable${at}`]);
    assert.deepEqual(await found(`${'- '.repeat(50_000)}x`), [`hydra/unreadable${at}`]);
  });
});
