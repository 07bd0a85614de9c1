import assert from 'node:assert/strict';
import { plainJson } from '../../src/report/plain-json';

describe('plainJson', () => {
  it('means the same as the value, whatever it holds', () => {
    const value = { text: '\u001b\u007f\u202E\u2028\u{E0041} é 🤗 \ud800 "\\' };
    const json = plainJson(value);
    assert.deepEqual(JSON.parse(json), value);
    assert.match(json, /"\\u001b\\u007f\\u202e\\u2028\\udb40\\udc41 é 🤗 \\ud800 /);
  });
});
