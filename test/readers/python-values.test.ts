import assert from 'node:assert/strict';
import { python } from '../../src/readers/python/python';

type Case = readonly [code: string, ...loads: readonly string[]];

/** Each: code that names what it loads in a roundabout way, and what is read of it; `open` where it may be another thing as well. */
const examples: Readonly<Record<string, readonly Case[]>> = {
  'f-strings and sums': [
    ['ORG = "acme"\nload(f"{ORG}/chat")', 'acme/chat'],
    ['ORG = "acme"\nSIZE = "7b"\nload(ORG + "/chat-" + SIZE)', 'acme/chat-7b'],
    ['A = "acme"\nNAME = f"{A}/chat"\nload(NAME, revision=f"v{1}")', 'acme/chat unknown'],
    ['load(f"{org}/chat"); load(f"acme/{x:>3}"); load("acme/" + x); load(f"{'],
    ['A = "a"\nload((f"{A}"\n  "/b"))', 'a/b'],
  ],
  dictionaries: [
    [
      'MODELS = {"small": "acme/s", "large": {"name": "acme/l"}}\nload(MODELS["small"]); load(MODELS["large"]["name"])',
      'acme/s',
      'acme/l',
    ],
    ['C = {"m": "acme/s", "r": "v1"}\nload(C["m"], revision=C.get("r"))', 'acme/s @v1'],
    ['C = {"m": "acme/s"}\nC["m"] = other\nload(C["m"])'],
    ['C = {"m": "acme/s"}\nC.update(other)\nload(C["m"])'],
    ['C = {"m": "acme/s", **more}\nload(C["m"]); load(C["x"]); load(C[i])'],
  ],
  'classes and their objects': [
    ['class C:\n  NAME = "acme/c"\n  def f(self): load(self.NAME)\nload(C.NAME)', 'acme/c', 'acme/c'],
    ['class C:\n  def __init__(self):\n    self.name = "acme/c"\n  def f(self): load(self.name)', 'acme/c'],
    [
      'class C:\n  def __init__(self, name="acme/c"):\n    self.name = name\n  def f(self): load(self.name)',
      'acme/c open',
    ],
    ['@dataclass\nclass A:\n  name: str = field(default="acme/c")\nargs_ = A()\nload(args_.name)', 'acme/c open'],
    [
      '@dataclass\nclass A:\n  name: str = "acme/c"\na = A(name="acme/d")\nload(a.name); load(A().name)',
      'acme/d open',
      'acme/c open',
    ],
    ['class C:\n  name = "acme/c"\nc = C()\nc.name = x\nload(c.name)'],
    ['class C:\n  name = "acme/c"\n  def f(self): self.name = x\nload(C.name)'],
    ['class C:\n  name = "acme/c"\nclass D:\n  def f(self): load(self.name)'],
  ],
  'defaults that others may change': [
    ['def f(name="acme/c", revision=None): load(name, revision=revision)', 'acme/c unknown'],
    ['def f(name: str = "acme/c"): load(name)', 'acme/c open'],
    ['def f(name="acme/c"):\n  name = g(name)\n  load(name)'],
    ['import os\nload(os.environ.get("MODEL", "acme/c")); load(os.getenv("MODEL"))', 'acme/c open'],
    ['import os\nload(os.environ.get("MODEL") or "acme/c")', 'acme/c open'],
    [
      'parser.add_argument("-m", "--model-name", default="acme/c")\nargs = parser.parse_args()\nload(args.model_name)',
      'acme/c open',
    ],
    [
      'p.add_argument("--model", default="acme/c")\np.add_argument("--rev", default="main")\ndef f(args): load(args.model, revision=args.rev)',
      'acme/c @main',
    ],
    [
      'p.add_argument("--model", default="acme/c")\nq.add_argument("--model", default="acme/d")\ndef f(args): load(args.model)',
    ],
    ['p.add_argument("--model", required=True)\nargs = p.parse_args()\nload(args.model)'],
  ],
  'one of several': [
    ['load("acme/a" if x else "acme/b")', 'acme/a open', 'acme/b open'],
    ['N = "acme/a" if x else y\nload(N)', 'acme/a open'],
    ['for n in ["acme/a", "acme/b"]:\n  load(n)', 'acme/a open', 'acme/b open'],
    ['ALL = ("acme/a", other)\n[load(n) for n in ALL]', 'acme/a open'],
    ['for n, m in [("acme/a", 1)]: load(n)'],
    ['for n in names: load(n)'],
  ],
};

describe('reader python, what names stand for', () => {
  for (const [kind, cases] of Object.entries(examples)) {
    it(kind, () => {
      for (const [code, ...loads] of cases) assert.deepEqual(loadsIn(code), loads, code);
    });
  }

  it('follows paths that are put together', () => {
    const paths: readonly (readonly [string, string?])[] = [
      ['os.path.join("models", "a.pt")', 'models/a.pt'],
      ['Path("models") / "b" / "a.pt"', 'models/b/a.pt'],
      ['str(DIR / "a.pt")', 'weights/a.pt'],
      ['Path(__file__).resolve().parent / "a.pt"', 'a.pt'],
      ['os.path.join(os.path.dirname(__file__), "a.pt")', 'a.pt'],
      ['open(Path("x").joinpath("a.pt"), "rb")', 'x/a.pt'],
      ['f"{NAME}.pt"', 'best.pt'],
      ['os.path.join(folder, "a.pt")'],
      ['Path.home() / "a.pt"'],
      ['path / "a.pt"'],
    ];
    for (const [expression, path] of paths) {
      const code = `import os, torch\nfrom pathlib import Path\nDIR = Path("weights")\nNAME = "best"\ntorch.load(${expression})\n`;
      const found = python
        .read(code, 'app.py')!
        .mentions.map((mention) => mention.kind === 'weights' && mention.path.text);
      assert.deepEqual(found, path === undefined ? [] : [path], expression);
    }
  });

  it('takes no time without end over names that stand for one another', () => {
    const circle = 'A = B\nB = A\nC = f"{C}{C}{C}"\nD = {"a": D["a"]}\nload(A); load(C); load(D["a"])';
    assert.deepEqual(loadsIn(circle), []);
    assert.deepEqual(loadsIn('x = x["a"]\ny = y[y]\nz = z.z.get(z[z])\nload(x); load(y["a"]); load(z)'), []);
    const doubling = Array.from({ length: 60 }, (_, n) => `X${n + 1} = X${n} + X${n}\n`).join('');
    assert.deepEqual(loadsIn(`X0 = "a"\n${doubling}load(X60)`), []);
  });
});

/** The names that are loaded; `open` where no revision can be put in, since the call may load another model as well. */
function loadsIn(code: string): readonly string[] {
  const text = `from transformers import AutoModel\n${code.replaceAll('load(', 'AutoModel.from_pretrained(')}\n`;
  return python.read(text, 'app.py')!.mentions.map((mention) => {
    assert.equal(mention.kind, 'model');
    const { name, revision, revisionState, revisionSlot } = mention;
    const isOpen = !revisionSlot && revisionState === 'absent';
    return [
      name.text,
      isOpen ? 'open' : '',
      revision ? `@${revision.text}` : '',
      revisionState === 'unknown' ? 'unknown' : '',
    ]
      .filter(Boolean)
      .join(' ');
  });
}
