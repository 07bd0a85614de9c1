import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { FileError, type Files } from '../../src/host/ports';
import { inspectFile } from '../../src/project/inspect';
import { inspectJson, inspectText } from '../../src/report/inspect';

const bytes = Buffer.from("cos\nsystem\n(S'echo hi'\ntR.", 'latin1');

/** A disk with one file. */
const files = {
  stat: (path: string) =>
    path === '/a/model.pkl'
      ? Promise.resolve({ kind: 'file', size: bytes.length, modified: 0 })
      : Promise.reject(new FileError('not-found', path, 'ENOENT')),
  readAt: (_: string, offset: number, length: number) => Promise.resolve(bytes.subarray(offset, offset + length)),
} as unknown as Files;

describe('inspect', () => {
  it('says what a file is, what it would run, and on demand its digest and opcodes', async () => {
    const file = await inspectFile(files, '/a/model.pkl', { hash: true, opcodes: true });
    const [reported] = (JSON.parse(inspectJson([{ ...file, file: 'model.pkl' }])) as { files: unknown[] }).files;
    assert.deepEqual(reported, {
      file: 'model.pkl',
      format: 'pickle',
      verdict: 'dangerous',
      size: 26,
      findings: [
        {
          code: 'pickle/dangerous-call',
          message:
            'Loading this file calls os.system. It can run commands or code, or reach files and the network: do not load it.',
          offset: 24,
          data: { global: 'os.system', arguments: ['echo hi'] },
        },
      ],
      metadata: { protocol: '0 or 1' },
      sha256: createHash('sha256').update(bytes).digest('hex'),
      opcodes: [
        {
          lines: [
            ...['0: GLOBAL os system', '11: MARK', '12:   STRING "echo hi"', '23: TUPLE'],
            ...['24: REDUCE → calls os.system', '25: STOP'],
          ],
        },
      ],
    });
  });

  it('tells people in lines, without what steers a terminal', async () => {
    const text = inspectText([{ ...(await inspectFile(files, '/a/model.pkl')), file: 'a\u001b[2Jb.pkl' }]);
    assert.match(text, /^a\\u\{1b\}\[2Jb\.pkl\n {2}dangerous: runs something harmful/);
    assert.match(text, /Arguments: "echo hi"\. \(byte 24\) {2}pickle\/dangerous-call\n/);
  });

  it('does not trust a file that changes while it is read', async () => {
    let size = bytes.length;
    const shrinking = { ...files, stat: () => Promise.resolve({ kind: 'file', size: size-- }) } as unknown as Files;
    const { findings } = await inspectFile(shrinking, '/a/model.pkl');
    assert.ok(findings.some(({ code }) => code === 'weights/changed-while-read'));
  });

  it('fails where there is no such file', async () => {
    await assert.rejects(inspectFile(files, '/a/none.pkl'), FileError);
  });
});
