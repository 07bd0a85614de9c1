import assert from 'node:assert/strict';
import { pipfile } from '../../src/readers/python-project/pipfile';
import { described, placeFaults } from './mentions';

describe('reader pipfile', () => {
  it('reads sources and the packages of every category', () => {
    const text = `[[source]]
name = "pypi"
url = "https://example.com/simple"
verify_ssl = true
[[source]]
name = "house"
url = "https://example.com/house"
[packages]
torch = ">=2.4,<3"
requests = { version = "==2.32.3", extras = ["socks"], markers = "python_version < '3.13'", index = "house" }
any = "*"
acme = { git = "https://example.com/acme.git", ref = "v1", editable = true }
[dev-packages]
pytest = {}
[docs]
sphinx = "~=8.0"
[requires]
python_version = "3.12"
`;
    const { mentions, problems } = pipfile.read(text, 'Pipfile')!;
    assert.deepEqual(mentions.map(described), [
      'index primary https://example.com/simple called pypi',
      'index extra https://example.com/house called house',
      'torch >=2.4,<3 { >=2.4 <3 }',
      "requests[socks] ==2.32.3 { ==2.32.3 } ; python_version < '3.13' from house",
      'any *',
      'editable acme @ https://example.com/acme.git',
      'pytest (dev)',
      'sphinx ~=8.0 { ~=8.0 } (docs)',
      'python 3.12',
    ]);
    assert.deepEqual(placeFaults(text, mentions), []);
    assert.deepEqual(problems, []);
  });

  it('says where versions are not written as Pipenv reads them', () => {
    const text = '[packages]\ntorch = "^2.4"\nnumpy = "latest"\ntrl = "';
    const { mentions, problems } = pipfile.read(text, 'Pipfile')!;
    assert.deepEqual(mentions.map(described), ['torch ^2.4', 'numpy latest']);
    assert.deepEqual(
      problems.map(({ code, start, end }) => [code, text.slice(start, end)]),
      [
        ['toml-syntax', '"'],
        ['requirement-syntax', '^2.4'],
        ['requirement-syntax', 'latest'],
      ],
    );
  });
});
