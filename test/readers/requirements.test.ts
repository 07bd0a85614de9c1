import assert from 'node:assert/strict';
import type { Mention } from '../../src/domain/mention';
import { requirements } from '../../src/readers/requirements/requirements';
import type { Slice, Span } from '../../src/text/place';

/** What a file says, one line a mention; parts are cut out of the text by their spans. */
function said(text: string, path = '/p/requirements.txt'): readonly string[] {
  const cut = ({ start, end }: Span): string => text.slice(start, end).replace(/\\\r?\n/g, '↵');
  const all = (slices: readonly Slice[]): string => slices.map(cut).join(',');
  return read(text, path).mentions.map((mention: Mention) => {
    if (mention.kind === 'include') return `${mention.as} ${cut(mention.path)}`;
    if (mention.kind === 'index') return `${mention.role} ${cut(mention.url)}`;
    if (mention.kind === 'install-option') return `${mention.option}${mention.value ? ` ${cut(mention.value)}` : ''}`;
    assert.ok(mention.kind === 'package');
    const { name, extras, clauses, marker, url, hashes, editable, role } = mention;
    return [
      role === 'constraint' ? 'constraint ' : editable ? 'editable ' : '',
      cut(name),
      extras.length > 0 ? `[${all(extras)}]` : '',
      clauses.map(({ operator, version }) => ` ${operator} ${cut(version)}`).join(),
      url ? ` @ ${cut(url)}` : '',
      marker ? ` ; ${cut(marker)}` : '',
      hashes.map((hash) => ` # ${cut(hash)}`).join(''),
    ].join('');
  });
}

/** Problems as `faulty part: message`. */
function problems(text: string): readonly string[] {
  return read(text).problems.map(({ start, end, message }) => `${text.slice(start, end)}: ${message}`);
}

function read(text: string, path = '/p/requirements.txt'): NonNullable<ReturnType<typeof requirements.read>> {
  const reading = requirements.read(text, path);
  assert.ok(reading);
  return reading;
}

const hash = `sha256:${'0'.repeat(64)}`;

describe('requirements: what a line says', () => {
  const cases: readonly [about: string, text: string, ...said: readonly string[]][] = [
    [
      'names, extras, versions, markers',
      `Torch[cpu, x] >=2.1,!=2.2.* ; os_name == "nt"`,
      'Torch[cpu,x] >= 2.1, != 2.2.* ; os_name == "nt"',
    ],
    ['parentheses', 'torch (>=2.1)', 'torch >= 2.1'],
    ['comments', '# torch\nscipy\t#1\nnumpy==1 # two\n  # three\n', 'scipy', 'numpy == 1'],
    ['a byte order mark and CRLF', '\uFEFFtorch==2\r\nnumpy\r\n', 'torch == 2', 'numpy'],
    ['an encoding line', '# -*- coding: latin-1 -*-\ntorch', 'torch'],
    ['continued lines', `torch==2.0 \\\n  --hash=${hash} \\\r\n  --hash ${hash}`, `torch == 2.0 # ${hash} # ${hash}`],
    ['a word across lines', 'tor\\\nch>=\\\r\n2', 'tor↵ch >= 2'],
    ['a comment that ends a continued line', 'torch \\\n# numpy \\\nscipy', 'torch', 'scipy'],
    ['other line ends of Python', 'a\fb\u2028c\rd', 'a', 'b', 'c', 'd'],
    [
      'templates in place of versions',
      'a=={{ v }}\nb==${V}\nc>=%(v)s\nd[x]==<v>',
      'a == {{ v }}',
      'b == ${V}',
      'c >= %(v)s',
      'd[x] == <v>',
    ],
    ['templates in place of names', '{{ a }}==1\n${B}\nc-{{ d }}', ...[]],
    [
      'half-typed lines',
      'torch==\nrequests[\nnumpy>=1,\nscipy ; \npandas[a',
      'torch == ',
      'requests',
      'numpy >= 1',
      'scipy',
      'pandas[a]',
    ],
    [
      'per-requirement options',
      `a==1 --hash="${hash}" --config-settings "x=y z" --global-option=q`,
      `a == 1 # ${hash}`,
    ],
    [
      'included files',
      '-r a.txt\n-rb.txt\n--requirement=c.txt\n--requirem d.txt\n-c "e f.txt"\n--constraint g.txt',
      'requirements a.txt',
      'requirements b.txt',
      'requirements c.txt',
      'requirements d.txt',
      'constraints e f.txt',
      'constraints g.txt',
    ],
    [
      'indexes',
      '-i https://a\n--extra-index-url=https://${U}@b\n-f ./wheels --no-index --pre',
      'primary https://a',
      'extra https://${U}@b',
      'find-links ./wheels',
    ],
    [
      'settings',
      '--no-binary :all:\n--trusted-host h:8080\n--require-hashes\n--use-feature=x\n--prefer-binary',
      'trusted-host h:8080',
      'require-hashes',
    ],
    [
      'direct references',
      'a @ https://h/a.zip ; os_name == "nt"\nb@git+https://h/b@1\nc @ file:///c;os_name=="nt"',
      'a @ https://h/a.zip ; os_name == "nt"',
      'b @ git+https://h/b@1',
      'c @ file:///c ; os_name=="nt"',
    ],
    [
      'URLs with a name',
      'git+https://h/r.git@v1#egg=a&subdirectory=s\n-e "git://h/r#egg=b"',
      'a @ git+https://h/r.git@v1#egg=a&subdirectory=s',
      'editable b @ git://h/r#egg=b',
    ],
    [
      'wheels',
      'https://h/my_pkg-1.0%2Bcu1-py3-none-any.whl; os_name == "nt"\n./w/a-2-1-cp3-abi3-any.whl[x]',
      'my_pkg == 1.0%2Bcu1 @ https://h/my_pkg-1.0%2Bcu1-py3-none-any.whl ; os_name == "nt"',
      'a[x] == 2 @ ./w/a-2-1-cp3-abi3-any.whl',
    ],
    [
      'paths and URLs without a name',
      '-e .[x,y]\n./a\n../b.tar.gz\nC:\\c\nd.zip\nhttps://h/e',
      'editable [x,y] @ .',
      ' @ ./a',
      ' @ ../b.tar.gz',
      ' @ C:\\c',
      ' @ d.zip',
      ' @ https://h/e',
    ],
    ['an editable with a name', '-e "a[x] @ file:///a"', 'editable a[x] @ file:///a'],
  ];
  for (const [about, text, ...expected] of cases) it(about, () => assert.deepEqual(said(text), expected));

  it('constraints are told from requirements by the name of the file', () => {
    assert.deepEqual(said('torch<3', '/requirements/constraints-gpu.txt'), ['constraint torch < 3']);
    assert.deepEqual(said('torch<3', '/constraints/requirements.txt'), ['torch < 3']);
  });

  it('the value of an escaped name of a wheel is what it means', () => {
    const [mention] = read('./a-1.0%2Bcu1-py3-none-any.whl').mentions;
    assert.equal(mention?.kind === 'package' && mention.clauses[0]?.version.text, '1.0+cu1');
  });

  it('the whole reaches from the name to the last hash', () => {
    const text = `  torch==2 \\\n  --hash=${hash}  # why`;
    const [mention] = read(text).mentions;
    assert.ok(mention?.kind === 'package');
    assert.equal(text.slice(mention.whole.start, mention.whole.end), `torch==2 \\\n  --hash=${hash}`);
  });
});

describe('requirements: what it says about faulty lines', () => {
  const cases: readonly [text: string, ...problems: readonly (readonly [at: string, message: RegExp])[]][] = [
    ['torch==2\nnumpy=1.0\n', ['=1.0', /"=" is not a comparison/]],
    ['torch==', ['==', /version is expected/]],
    ['torch ; os_name = "nt"', ['= "nt"', /Expected a comparison/]],
    ['one two', ['two', /cannot stand here/]],
    ['torch 1.0', ['1.0', /comparison such as == is missing/]],
    ['a https://me:secret@h', ['https://me:secret@h', /; what is written cannot stand here/]],
    ['--urlhttps://me:secret@h', ['--urlhttps://me:secret@h', /does not know this option/]],
    ['--no-such x\n-Z', ['--no-such', /does not know the option --no-such/], ['-Z', /does not know/]],
    ['-r', ['-r', /value is expected after -r/]],
    ['-r "a.txt', ['"a.txt', /quote that begins here/]],
    ['-r a\\b.txt', ['a\\b.txt', /drops the backslashes/]],
    ['-r a.txt -c b.txt', ['-c b.txt', /nothing else on a line that includes/]],
    ['--pre torch', ['torch', /pip ignores what stands here/]],
    ['torch --pre', ['--pre', /ignores this option/]],
    ['torch --hash=md5:00', ['md5:00', /sha256:/]],
    ['git+https://h/r#egg=a[x]', ['[x]', /Only a name can follow/]],
    ['svn://h/r', ['svn://h/r', /cannot download from this kind of URL/]],
    ['git@host:a/b.git', ['git@host:a/b.git', /package called "git"/]],
    ['./a#egg=b', ['./a#egg=b', /part of this path/]],
    ['a=={{ v }}\nb ; {{ marker }}\n-e ${WHERE}\n${NAME}==1\n'],
  ];
  for (const [text, ...expected] of cases) {
    it(JSON.stringify(text), () => {
      const found = problems(text);
      assert.equal(found.length, expected.length, found.join('\n'));
      for (const [index, [at, message]] of expected.entries()) {
        assert.ok(found[index]!.startsWith(`${at}: `), found[index]);
        assert.match(found[index]!, message);
      }
    });
  }

  it('a few problems stand for many', () => {
    const exported = Array.from({ length: 300 }, (_, index) => `package-${index}=1.0=py310`).join('\n');
    const { mentions, problems } = read(exported);
    assert.deepEqual([mentions.length, problems.length], [300, 21]);
    assert.match(problems[20]!.message, /280 more places/);
  });

  const letters: readonly string[] = [
    `System requirements

      The training host needs two accelerators with enough memory for the large model.
      - Please install the drivers first; ask the platform team when in doubt.
      - Every dataset must be approved before it is used.
      Backups are made at night, and they're kept for a month.`,
    '1. Install the drivers\n2. Start the server\n3. Log in with your account\n',
    'Нужны две карты.\nСначала поставьте драйверы.\nДанные должны быть одобрены.\n',
  ];
  for (const letter of letters) {
    it(`not a requirements file: ${letter.split('\n', 1)[0]}…`, () => {
      assert.equal(requirements.read(letter, '/docs/requirements.txt'), undefined);
    });
  }

  it('a merge conflict does not hide what stands around it', () => {
    assert.deepEqual(said('<<<<<<< HEAD\ntorch==1\n=======\ntorch==2\n>>>>>>> other\n'), ['torch == 1', 'torch == 2']);
  });
});

describe('requirements: hostile files', () => {
  const size = 2_000_000;
  const empty = [' ', '#', '\\', '\\\n', '\n'];
  const faulty = ['a', 'a#', 'x\\\n', '"', '[', '(', ',', ';', ' ; ', '- ', '-e ', '{{', '%', 'a@'];
  for (const piece of [...empty, ...faulty]) {
    it(`${JSON.stringify(piece)} over and over`, () => {
      const { mentions, problems } = read(piece.repeat(size / piece.length));
      assert.deepEqual(mentions, []);
      assert.deepEqual(
        problems.map(({ code }) => code),
        faulty.includes(piece) ? ['requirement-syntax'] : [],
      );
    });

    it(`${JSON.stringify(piece)} over and over behind a beginning`, () => {
      for (const start of ['', 'a==', 'a[', 'a;(', '-e "', 'git+https://h#egg=']) {
        const { mentions, problems } = read(start + piece.repeat(size / 10 / piece.length));
        assert.ok(mentions.length <= 1, start);
        assert.ok(
          problems.every(({ code }) => code === 'requirement-syntax'),
          start,
        );
      }
    });
  }

  it('every beginning and ending of a file can be read', () => {
    const text = `-r a.txt\na[b,c]>=1,<2 ; os_name=="nt" \\\n --hash="${hash}"\n-e git+https://h#egg=d[e]\n./f-1-py3-none-any.whl[g]`;
    for (let at = 0; at <= text.length; at++) {
      for (const part of [text.slice(0, at), text.slice(at)]) {
        for (const { start, end } of read(part).problems) assert.ok(start <= end && end <= part.length);
      }
    }
  });
});
