import assert from 'node:assert/strict';
import { listing } from '../../../src/weights/pickle/listing';
import { bytesOf, long, short } from './assemble';

const lines = (text: string): readonly string[] => listing(bytesOf(text));

describe('weights: listing of opcodes', () => {
  it('names what is imported and called, and shows what lies above a mark', () => {
    assert.deepEqual(lines(`\x80\x04${short('os')}(${short('x')}1${short('system')}\x93${long('ls')}\x85R.`), [
      '0: PROTO 4',
      '2: SHORT_BINUNICODE "os"',
      '6: MARK',
      '7:   SHORT_BINUNICODE "x"',
      '10: POP_MARK',
      '11: SHORT_BINUNICODE "system"',
      '19: STACK_GLOBAL → os.system',
      '20: BINUNICODE "ls"',
      '27: TUPLE1',
      '28: REDUCE → calls os.system',
      '29: STOP',
    ]);
  });

  it('lists what is called by other opcodes, what is filled, and a second stream', () => {
    assert.deepEqual(lines("(S'ls'\nios\nsystem\n.ca\nB\n)\x81}b."), [
      '0: MARK',
      '1:   STRING "ls"',
      '7: INST os system → calls os.system',
      '18: STOP',
      '19: GLOBAL a B',
      '24: EMPTY_TUPLE',
      '25: NEWOBJ → calls a.B',
      '26: EMPTY_DICT',
      '27: BUILD → fills a a.B',
      '28: STOP',
    ]);
  });

  it('says where it breaks off', () => {
    assert.deepEqual(lines('K\x01\xff'), ['0: BININT1 1', '2: no opcode']);
    assert.deepEqual(lines('X\xff\0\0\0a'), ['0: BINUNICODE is cut']);
    assert.deepEqual(lines(''), []);
  });
});
