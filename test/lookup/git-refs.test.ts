import assert from 'node:assert/strict';
import { commitIn, gitReferenceOf } from '../../src/lookup/git-refs';
import type { PackageMention } from '../../src/domain/mention';
import { requirements } from '../../src/readers/requirements/requirements';

const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(40)) as [string, string, string];

describe('the references of a Git server', () => {
  const line = (text: string): string => (text.length + 4).toString(16).padStart(4, '0') + text;
  const answer = (...lines: readonly string[]): Uint8Array =>
    Buffer.from(`${line('# service=git-upload-pack\n')}0000${lines.map(line).join('')}0000`);
  const listed = answer(
    `${a} HEAD\0multi_ack symref=HEAD:refs/heads/main\n`,
    `${a} refs/heads/main\n`,
    `${b} refs/tags/v1.0\n`,
    `${c} refs/tags/v1.0^{}\n`,
    `${a} refs/heads/both\n`,
    `${b} refs/tags/both\n`,
  );
  const cases: Readonly<Record<string, string | undefined>> = {
    HEAD: a,
    main: a,
    'v1.0': c,
    'refs/heads/both': a,
    'refs/tags/v1.0': c,
    both: undefined,
    mai: undefined,
    other: undefined,
  };
  for (const [ref, commit] of Object.entries(cases))
    it(`say of ${ref}: ${commit?.slice(0, 7) ?? 'nothing'}`, () => assert.equal(commitIn(listed, ref), commit));

  it('say nothing in an answer that is none', () => {
    for (const bad of ['', '<html>', 'ffff', '0001x', 'zzzz', `0032${a} refs/heads/main\nand more`])
      assert.equal(commitIn(Buffer.from(bad), 'other'), undefined);
  });
});

describe('the repository of a requirement', () => {
  const cases: Readonly<Record<string, string | undefined>> = {
    'a @ git+https://github.com/x/a.git@main#egg=a': 'https://github.com/x/a main',
    'git+https://github.com/x/a': 'https://github.com/x/a HEAD',
    [`a @ git+https://github.com/x/a@${c}`]: undefined,
    'a @ git+https://me:secret@github.com/x/a@main': undefined,
    'a @ git+ssh://git@github.com/x/a@main': undefined,
    'a @ git+https://git.corp.local.:8443/x/a@main': undefined,
    'a @ git+https://intranet/x/a@main': undefined,
    'a @ git+https://192.168.1.1/x/a@main': undefined,
    'a @ git+http://example.org/x/a@main': undefined,
    'a @ git+https://github.com/x/a@../../etc': undefined,
    'a @ https://example.org/a-1.0.tar.gz': undefined,
  };
  for (const [text, expected] of Object.entries(cases))
    it(`of ${text}: ${expected ?? 'nobody is asked'}`, () => {
      const [mention] = requirements.read(text, '/p/requirements.txt')!.mentions;
      const found = gitReferenceOf(mention as PackageMention);
      assert.equal(found && `${found.url} ${found.ref}`, expected);
    });
});
