import assert from 'node:assert/strict';
import { packageJson } from '../../src/readers/npm/package-json';
import { described, placeFaults } from './mentions';

describe('reader package-json', () => {
  it('reads packages, license and name', () => {
    const text = `{
  "name": "chat",
  "license": "MIT",
  "dependencies": {
    "exact": "1.2.3",
    "equal": "=1.2.3-rc.1+b",
    "range": "^1.2.3",
    "any": "*",
    "@scope/old": "npm:@scope/new@2.0.0",
    "git": "git+https://example.com/x.git#v1",
    "short": "user/repo",
    "near": "file:../near",
    "sibling": "workspace:*",
    "tagged": "latest"
  },
  "devDependencies": { "vite": ">=5 <6" },
  "optionalDependencies": { "fast": "" },
  "peerDependencies": { "react": "18 || 19" }
}`;
    const { mentions, problems, subject } = packageJson.read(text, 'package.json')!;
    assert.deepEqual(mentions.map(described), [
      'npm exact 1.2.3 { ==1.2.3 }',
      'npm equal =1.2.3-rc.1+b { ==1.2.3-rc.1+b }',
      'npm range ^1.2.3',
      'npm any *',
      'npm @scope/new 2.0.0 { ==2.0.0 }',
      'npm git @ git+https://example.com/x.git#v1',
      'npm short @ user/repo',
      'npm near @ file:../near',
      'npm sibling @ workspace:*',
      'npm tagged latest',
      'npm vite >=5 <6 (dev)',
      'npm fast (optional)',
      'npm react 18 || 19 (peer)',
      'license MIT = MIT',
    ]);
    assert.deepEqual(placeFaults(text, mentions), []);
    assert.deepEqual([problems, subject!.name!.text], [[], 'chat']);
  });

  it('reads licenses as older packages write them', () => {
    const licenses = (json: string): readonly string[] => packageJson.read(json, '')!.mentions.map(described);
    assert.deepEqual(licenses('{"license": {"type": "ISC"}}'), ['license ISC = ISC']);
    assert.deepEqual(licenses('{"licenses": [{"type": "MIT"}, {"type": "Own"}]}'), [
      'license MIT = MIT',
      'license Own',
    ]);
  });

  it('reads what it can of a half-typed file, and leaves what is no project', () => {
    const { mentions, problems } = packageJson.read('{"dependencies": {"a": "1.0.0", "b": "^', '')!;
    assert.deepEqual(mentions.map(described), ['npm a 1.0.0 { ==1.0.0 }', 'npm b ^']);
    assert.equal(problems[0]!.code, 'json-syntax');
    assert.equal(packageJson.read('[1]', ''), undefined);
    for (const text of ['', '{"dependencies": ["a"]}', '{"dependencies": {"a": 1}}', '{"name": "a", "name": "b"}'])
      assert.ok(packageJson.read(text, '')!.mentions.length < 2, text);
  });
});
