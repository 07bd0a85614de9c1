import assert from 'node:assert/strict';
import { verdictOf } from '../../../src/domain/scan';
import { brief, findingsOf } from '../findings-of';

const archive = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

/** Each holds `evil.pkl`, a pickle that runs a command. */
const samples = {
  'LZMA2, with a packed header': archive(
    'N3q8ryccAARFgdeIoQAAAAAAAAAgAAAAAAAAAGju3nPgALoARF0AMZvKxrJ8Zd/fkVmfsdZ9SykxKj0VvaHZRhcgGwy1LufUOOkCL5wExV41Q8oQoauPYnsTloBtfyLKykm8OT2CsW0sYAAAAACBMweuD9KN0v1AwJDS/31pTY8ZumlmsLe4BL4PxCupaNYDwUy8pVSNs5cnhq2tdXXN3unVEZNhzd9gNN7EAe8NGe6aQ6B6qYOe4YXynm2Gf6RZHhcGTAEJVQAHCwEAASMDAQEFXQAQAAAMWgoBs7BvAgAA',
  ),
  Deflate64: archive(
    'N3q8ryccAAR8eJGWnwAAAAAAAAAgAAAAAAAAAP1CDfm1irsNgDAMBak9xVMqCsQAjAET8LGEC2KBHwXbg5ggTa45nXSrh8QT1EPaKdmWhGNPx6LwC9mJPzpwnwmLz4rz1qB5HlDjbAp5AQAAgTMHrg/SdAR9QMCQzuXfRSmDnBszJ1F03kqHXGAuY6KjpTm4fai8m7twNsnkzCAGbiLj/XWuYn/bzugNMNRtzlnNZ/akheEYol14NFy8B78VzcgXBkoBCVUABwsBAAEjAwEBBV0AEAAADFoKASuuZnQAAA==',
  ),
  'stored, with the filter for x86': archive(
    'N3q8ryccAARQZoz9FQAAAAAAAABOAAAAAAAAAKO74hRjb3MKc3lzdGVtCihTImlkIgp0Ui4BBAYAAQkVAAcLAQACAQAEAwMBAwEADBUVAAgKAarEuKcAAAUBGQYAAAAAAAAREwBlAHYAaQBsAC4AcABrAGwAAAAZABUGAQAggKSBAAA=',
  ),
};
const encrypted = archive(
  'N3q8ryccAATTq/DeIAAAAAAAAABeAAAAAAAAAGo1wk7wMqI6wZhd1kMkMCzK3camxVGaDEyDiGVb6L5mDXOYwQEEBgABCSAABwsBAAIkBvEHARJTD0MdqDhS4lUgUJTTiA16ij0hIQEAAQAMGRUACAoBqsS4pwAABQEZAQAREwBlAHYAaQBsAC4AcABrAGwAAAAZABUGAQAggKSBAAA=',
);

describe('weights: scan of 7z archives', () => {
  for (const [name, bytes] of Object.entries(samples)) {
    it(`looks into one that is packed by ${name}`, async () => {
      assert.deepEqual(brief(await findingsOf('m.7z', bytes)), ['pickle/dangerous-call in evil.pkl']);
    });

    it(`is never safe where one is cut or wrong that is packed by ${name}`, async () => {
      for (let length = 8; length < bytes.length; length++)
        assert.notEqual(verdictOf(await findingsOf('m.7z', bytes.subarray(0, length))), 'safe', `${length} bytes`);
      for (let at = 6; at < bytes.length; at++) {
        const wrong = Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ 1 : byte));
        assert.notEqual(verdictOf(await findingsOf('m.7z', wrong)), 'safe', `byte ${at}`);
      }
    });
  }

  it('takes the name of a model for a lie, and says what is inside all the same', async () => {
    const found = await findingsOf('model.pt', samples.Deflate64);
    assert.deepEqual(brief(found), ['archive/unusual', 'pickle/dangerous-call in evil.pkl']);
  });

  it('does not know what is encrypted', async () => {
    assert.deepEqual(brief(await findingsOf('m.7z', encrypted)), ['7z/unsupported']);
  });

  it('says so where it may not unpack so much', async () => {
    assert.deepEqual(brief(await findingsOf('m.7z', samples.Deflate64, 20)), ['weights/limit']);
    for (let limit = 0; limit < 2 * samples.Deflate64.length; limit++)
      assert.notEqual(verdictOf(await findingsOf('m.7z', samples.Deflate64, limit)), 'safe', `${limit} bytes`);
  });
});
