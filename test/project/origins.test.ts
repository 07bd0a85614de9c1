import assert from 'node:assert/strict';
import { projectOf } from './project-of';

/** Packages of a uv.lock, each as `name version > what it needs`. */
const lock = (...packages: readonly string[]): string =>
  packages
    .map((line) => {
      const [named = '', needed] = line.split(' > ');
      const [name, version] = named.split(' ');
      const needs = (needed?.split(' ') ?? []).map((one) => `{ name = "${one.replace('=', '", version = "')}" }`);
      return `[[package]]\nname = "${name}"\nversion = "${version}"\ndependencies = [${needs.join(', ')}]\n`;
    })
    .join('\n');

const asks = (...names: readonly string[]): string =>
  `[project]\nname = "app"\ndependencies = [${names.map((name) => `"${name}"`).join(', ')}]\n`;

/** Why a file has a package, as `chain (place)`. */
function origin(files: Readonly<Record<string, string>>, name: string, path = '/p/uv.lock', version?: string) {
  const project = projectOf(files);
  const chosen = project
    .document(path)!
    .mentions('package')
    .find(({ name: own, clauses }) => own.text === name && (!version || clauses[0]?.version.text === version))!;
  const found = project.origins.of(path, chosen);
  const place = found?.places[0];
  return found && `${found.chain.join(' > ')} (${place?.path}:${place!.range.start.line + 1} ${place?.message})`;
}

describe('what brings a package into a lock', () => {
  it('is the way from what the project asks for, the shortest of several', () => {
    const files = {
      '/p/pyproject.toml': asks('Flask>=2', 'celery'),
      '/p/uv.lock': lock(
        'flask 2.0 > werkzeug',
        'werkzeug 2.0 > markupsafe',
        'celery 5.0 > a',
        'a 1 > b',
        'b 1 > markupsafe',
        'markupsafe 1.0',
      ),
    };
    assert.equal(origin(files, 'markupsafe'), 'flask > werkzeug (/p/pyproject.toml:3 Flask brings it in)');
    assert.equal(origin(files, 'werkzeug'), 'flask (/p/pyproject.toml:3 Flask brings it in)');
  });

  it('is not said of what the project asks for itself, nor of what nothing needs', () => {
    const files = {
      '/p/pyproject.toml': asks('flask', 'werkzeug'),
      '/p/uv.lock': lock('flask 2.0 > werkzeug', 'werkzeug 2.0', 'lone 1'),
    };
    assert.equal(origin(files, 'werkzeug'), undefined);
    assert.equal(origin(files, 'lone'), undefined);
  });

  it('begins in the lock itself where no file says what the project asks for', () => {
    const files = { '/p/uv.lock': lock('flask 2.0 > werkzeug', 'werkzeug 2.0') };
    assert.equal(origin(files, 'werkzeug'), 'flask (/p/uv.lock:2 flask brings it in)');
  });

  it('is told apart for two versions of one package', () => {
    const files = {
      '/p/pyproject.toml': asks('new', 'old'),
      '/p/uv.lock': lock('new 1 > numpy=2.0', 'old 1 > numpy=1.0', 'numpy 2.0', 'numpy 1.0'),
    };
    assert.match(origin(files, 'numpy', '/p/uv.lock', '1.0')!, /^old /);
    assert.match(origin(files, 'numpy', '/p/uv.lock', '2.0')!, /^new /);
  });

  it('does not run in circles', () => {
    const files = { '/p/uv.lock': lock('a 1 > b', 'b 1 > a c', 'c 1') };
    assert.equal(origin(files, 'c'), undefined);
  });

  it('is found among what is installed, too', () => {
    const metadata = (name: string, needs = ''): string =>
      `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n${needs}`;
    const at = (name: string): string => `/p/.venv/lib/python3.12/site-packages/${name}-1.0.dist-info/METADATA`;
    const files = {
      '/p/requirements.txt': 'flask\n',
      [at('flask')]: metadata('Flask', 'Requires-Dist: werkzeug>=1\n'),
      [at('werkzeug')]: metadata('werkzeug'),
    };
    assert.equal(origin(files, 'werkzeug', at('werkzeug')), 'Flask (/p/requirements.txt:1 flask brings it in)');
  });
});
