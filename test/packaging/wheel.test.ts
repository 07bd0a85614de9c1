import assert from 'node:assert/strict';
import { wheelIn } from '../../src/packaging/wheel';

describe('the wheel at the end of a URL or path', () => {
  for (const [text, told] of [
    ['https://example.org/a/torch-2.6.0-cp312-cp312-linux_x86_64.whl#sha256=0', 'torch 2.6.0'],
    ['torch @ https://example.org/torch-2.6.0%2Bcu124-cp312-cp312-linux_x86_64.whl', 'torch 2.6.0+cu124'],
    ['./wheels/a_b-1.0-1-py3-none-any.whl', 'a_b 1.0'],
    ['C:\\wheels\\a-1.0-py3-none-any.WHL', 'a 1.0'],
    ['https://example.org/torch-2.6.0.tar.gz', undefined],
    ['https://example.org/torch.whl', undefined],
    ['https://example.org/a%-1%-py3-none-any.whl', 'a% 1%'],
    ['', undefined],
  ] as const)
    it(`${text}: ${told ?? 'none'}`, () => {
      const wheel = wheelIn(text);
      assert.equal(wheel && `${wheel.name.text} ${wheel.version.text}`, told);
      if (wheel)
        assert.equal(decodeURI(text.slice(wheel.name.start, wheel.name.end).replace(/%$/, '%25')), wheel.name.text);
    });
});
