import assert from 'node:assert/strict';
import { pathsFromProject } from '../../src/domain/paths';
import { readText } from '../../src/project/load';
import { projectOf } from './project-of';

/** Each package with what brings it in, nearest to the project first. */
function packages(files: Readonly<Record<string, string>>): readonly string[] {
  const { graph } = projectOf(files);
  const paths = pathsFromProject(graph);
  return graph.components
    .filter(({ kind }) => kind === 'package')
    .map(({ id }) => [...(paths.get(id) ?? ['?']), id].map((one) => one.replace('pkg:', '')).join(' > '));
}

const metadata = (name: string, version: string, ...requires: readonly string[]): Record<string, string> => ({
  [`/p/.venv/lib/python3.12/site-packages/${name}-${version}.dist-info/METADATA`]: [
    ...['Metadata-Version: 2.1', `Name: ${name}`, `Version: ${version}`],
    ...requires.map((one) => `Requires-Dist: ${one}`),
  ].join('\n'),
});

describe('direct and transitive dependencies', () => {
  it('are told apart by a lock of Python', () => {
    assert.deepEqual(
      packages({
        '/p/pyproject.toml': '[project]\nname = "app"\ndependencies = ["httpx>=0.27"]\n',
        '/p/uv.lock': `[[package]]
name = "app"
source = { virtual = "." }
[[package]]
name = "httpx"
version = "0.27.2"
dependencies = [{ name = "httpcore" }]
[[package]]
name = "httpcore"
version = "1.0.6"
dependencies = [{ name = "h11" }]
[[package]]
name = "h11"
version = "0.14.0"
`,
      }),
      [
        'pypi/httpx@0.27.2 > pypi/httpcore@1.0.6 > pypi/h11@0.14.0',
        'pypi/httpx@0.27.2 > pypi/httpcore@1.0.6',
        'pypi/httpx@0.27.2',
      ],
    );
  });

  it('are told apart by what is installed', () => {
    assert.deepEqual(
      packages({
        '/p/requirements.txt': 'httpx\n',
        ...metadata('httpx', '0.27.2', 'httpcore (==1.*)', 'rich ; extra == "cli"'),
        ...metadata('httpcore', '1.0.6'),
        ...metadata('rich', '13.0.0'),
      }),
      ['pypi/httpx@0.27.2 > pypi/httpcore@1.0.6', 'pypi/httpx@0.27.2', '? > pypi/rich@13.0.0'],
    );
  });

  it('are told apart by a lock of npm, where each folder has its own version', () => {
    const lock = {
      packages: {
        '': { dependencies: { a: '^1.0.0', b: '^2.0.0' } },
        'node_modules/a': { version: '1.1.0', dependencies: { b: '^1.0.0' } },
        'node_modules/a/node_modules/b': { version: '1.5.0' },
        'node_modules/b': { version: '2.3.0' },
        'packages/web': { dependencies: { b: '^3.0.0' } },
        'packages/web/node_modules/b': { version: '3.0.1' },
      },
    };
    assert.deepEqual(
      packages({
        '/p/package.json': '{"dependencies": {"a": "^1.0.0", "b": "^2.0.0"}}',
        '/p/packages/web/package.json': '{"dependencies": {"b": "^3.0.0"}}',
        '/p/package-lock.json': JSON.stringify(lock),
      }),
      ['npm/a@1.1.0', 'npm/a@1.1.0 > npm/b@1.5.0', 'npm/b@2.3.0', 'npm/b@3.0.1'],
    );
    const older = {
      dependencies: {
        a: { version: '1.1.0', requires: { b: '^1.0.0' }, dependencies: { b: { version: '1.5.0' } } },
        b: { version: '2.3.0' },
      },
    };
    assert.deepEqual(
      packages({
        '/p/package.json': '{"dependencies": {"a": "^1.0.0", "b": "^2.0.0"}}',
        '/p/package-lock.json': JSON.stringify(older),
      }),
      ['npm/a@1.1.0', 'npm/a@1.1.0 > npm/b@1.5.0', 'npm/b@2.3.0'],
    );
  });

  it('are told apart by a lock of conda', () => {
    assert.deepEqual(
      packages({
        '/p/environment.yml': 'dependencies:\n- numpy>=1.26\n- pip:\n  - httpx\n',
        '/p/conda-lock.yml': `package:
- { name: numpy, version: 1.26.4, manager: conda, platform: linux-64, dependencies: { libblas: ">=3.9" } }
- { name: numpy, version: 1.26.4, manager: conda, platform: osx-64, dependencies: { libblas: ">=3.9" } }
- { name: libblas, version: 3.9.0, manager: conda, platform: linux-64 }
- { name: httpx, version: 0.27.2, manager: pip, dependencies: { h11: "*" } }
- { name: h11, version: 0.14.0, manager: pip }
`,
      }),
      [
        'conda/numpy@1.26.4 > conda/libblas@3.9.0',
        'conda/numpy@1.26.4',
        'pypi/httpx@0.27.2 > pypi/h11@0.14.0',
        'pypi/httpx@0.27.2',
      ],
    );
  });
});

describe('a graph of which one file changed', () => {
  const files = {
    '/p/requirements.txt': '-c constraints.txt\nhttpx\nrich\n',
    '/p/constraints.txt': 'httpx==0.27.2\nrich==13.0.0\n',
    '/p/sub/requirements.txt': 'httpx\n',
    '/p/sub/pyproject.toml': '[project]\ndependencies = ["rich"]\n',
  };
  const changes: readonly (readonly [path: keyof typeof files, text: string])[] = [
    ['/p/constraints.txt', 'httpx==0.28.0\nrich==13.0.0\n'],
    ['/p/constraints.txt', 'rich==13.0.0\n'],
    ['/p/constraints.txt', ''],
    ['/p/requirements.txt', 'httpx==0.1\nrich\n'],
    ['/p/sub/requirements.txt', 'httpx==0.5\n-r ../requirements.txt\n'],
    ['/p/sub/pyproject.toml', 'half typed ['],
  ];

  it('is the graph that would be made of the files from the beginning', () => {
    const project = projectOf(files);
    const now: Record<string, string> = { ...files };
    for (const [path, text] of changes) {
      assert.ok(project.graph);
      now[path] = text;
      project.put(readText(path, project.relative(path), text)!);
      assert.deepEqual(project.graph, projectOf(now).graph, `${path}: ${text}`);
    }
  });
});
