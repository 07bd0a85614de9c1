import assert from 'node:assert/strict';
import { bundledSnapshot } from '../../src/facts/snapshot';
import { nodeHttp } from '../../src/host/node-http';
import type { Http } from '../../src/host/ports';
import { osvRecord, simplePage, withPublicServices } from '../lookup/public-services';
import type { PublicKnowledge, Trouble } from '../lookup/public-services';
import type { MemoryHostOptions } from '../host/memory-host';
import { memoryHost } from '../host/memory-host';
import type { MemoryHost } from '../host/memory-host';
import { Session } from '../../src/session';
import { opened, said } from './open';

const today = '2027-03-10';
const requirements = 'acme==2.0\nevil==1.0\nfine==3.0\n';
const files = { '/p/requirements.txt': requirements };
const knowledge: PublicKnowledge = {
  records: [osvRecord('PYSEC-2027-1', 'acme', { fixed: '2.1' }), osvRecord('MAL-2027-1', 'evil')],
  pages: { 'pypi.org/simple/fine/': simplePage('fine', { '3.0': { yanked: 'broken' }, '3.1': {} }) },
};
const found = [
  '/p/requirements.txt:0 dependency/vulnerable',
  '/p/requirements.txt:1 dependency/malicious',
  '/p/requirements.txt:2 dependency/yanked',
];

function online(http: Http, more: MemoryHostOptions = {}): MemoryHostOptions & { online: true } {
  return { http, today, caches: '/cache', online: true, ...more };
}

describe('a session that is online', () => {
  it('finds what OSV and PyPI know beyond the snapshot, and says of when', () =>
    withPublicServices(knowledge, async (http, { paths, bodies }) => {
      const { session } = await opened(files, online(http));
      assert.deepEqual(said(session), found);
      const [vulnerable, , yanked] = session.judgement('/p/requirements.txt')!.findings;
      assert.match(vulnerable!.message, /PYSEC-2027-1, as of 2027-03-10\).*2\.1/);
      assert.match(yanked!.message, /broken.*PyPI, as of 2027-03-10/);
      assert.deepEqual(paths.toSorted(), [
        'GET /api.osv.dev/v1/vulns/MAL-2027-1',
        'GET /api.osv.dev/v1/vulns/PYSEC-2027-1',
        'GET /pypi.org/simple/acme/',
        'GET /pypi.org/simple/evil/',
        'GET /pypi.org/simple/fine/',
        'POST /api.osv.dev/v1/querybatch',
      ]);
      assert.doesNotMatch(bodies.join(), /2\.0|version/, 'which version is in use stays here');
    }));

  it('judges at once by what is here, and later only the documents that name what is new', () =>
    withPublicServices(knowledge, async (http) => {
      const host = memoryHost({ ...files, '/p/other/requirements.txt': 'other==1\n' }, online(http));
      const session = new Session(host, { roots: ['/p'], online: true });
      await session.load();
      assert.deepEqual(said(session), []);
      const other = session.judgement('/p/other/requirements.txt');
      assert.equal(await session.lookUp(), true);
      assert.deepEqual(said(session), found);
      assert.equal(session.judgement('/p/other/requirements.txt'), other);
      assert.equal(await session.lookUp(), false);
    }));

  it('asks once, keeps the answers, and goes by them when the network is off or gone', () =>
    withPublicServices(knowledge, async (http, { paths }) => {
      const { host } = await opened(files, online(http));
      const asked = paths.length;
      const offline = await again(host, false);
      assert.deepEqual(said(offline), found);
      assert.match(offline.judgement('/p/requirements.txt')!.findings[0]!.message, /as of 2027-03-10/);
      assert.deepEqual(said(await again(host, true)), found);
      assert.equal(paths.length, asked);

      const gone: Http = { request: (_, options) => nodeHttp({}).request('http://127.0.0.1:1/', options) };
      const later = { ...host, http: gone, clock: { ...host.clock, now: () => new Date('2027-03-20') } };
      assert.deepEqual(said(await again(later, true)), found);
      const muchLater = { ...host, clock: { ...host.clock, now: () => new Date('2027-09-20') } };
      assert.deepEqual(said(await again(muchLater, false)), []);
    }));

  it('goes by the newest snapshot where OSV knows no more', () =>
    withPublicServices({ records: [] }, async (http) => {
      const { session } = await opened({ '/p/requirements.txt': 'pillow==8.0\n' }, online(http));
      const offline = await opened({ '/p/requirements.txt': 'pillow==8.0\n' });
      const asOf = bundledSnapshot().advisories.asOf;
      const [ours, theirs] = [session, offline.session].map((one) =>
        one.judgement('/p/requirements.txt')!.findings.find(({ rule }) => rule === 'dependency/vulnerable')!,
      );
      assert.equal(ours!.message, theirs!.message.replaceAll(asOf, today));
    }));

  it('judges packages of npm by what OSV says of them', () => {
    const records = [
      osvRecord('GHSA-aaaa', 'left-pad', { ecosystem: 'npm', fixed: '1.3.0' }),
      osvRecord('MAL-2027-9', 'evil', { ecosystem: 'npm' }),
    ];
    return withPublicServices({ records }, async (http, { paths }) => {
      const servers = ['left-pad@1.2.9', 'right-pad@1.0.0', '@acme/inner@1.0.0', 'evil@1.0.0'].map((spec) => [
        spec,
        { command: 'npx', args: ['-y', spec] },
      ]);
      const { session } = await opened(
        {
          '/p/.mcp.json': JSON.stringify({ mcpServers: Object.fromEntries(servers) as object }),
          '/h/.npmrc': '@acme:registry=https://npm.acme.org\n',
        },
        online(http, { environment: { HOME: '/h' } }),
      );
      const messages = session.judgement('/p/.mcp.json')!.findings.map(({ message }) => message);
      assert.match(messages.join('\n'), /left-pad 1\.2\.9.*GHSA-aaaa.*1\.3\.0/);
      assert.match(messages.join('\n'), /evil.*MAL-2027-9/);
      assert.deepEqual(paths.filter((path) => path.startsWith('GET')).toSorted(), [
        'GET /api.osv.dev/v1/vulns/GHSA-aaaa',
        'GET /api.osv.dev/v1/vulns/MAL-2027-9',
      ]);
    });
  });

  it('keeps the names of what is not public to itself', () =>
    withPublicServices({ records: [] }, async (http, { bodies, paths }) => {
      await opened(
        {
          '/p/requirements.txt': [
            '--extra-index-url https://pypi.acme.org/simple',
            'acme-secret==1.0',
            'requests==2.0',
            './local-thing',
            'acme-vcs @ git+ssh://git@git.acme.org/vcs.git',
            'acme-url @ https://files.acme.org/url-1.0-py3-none-any.whl',
          ].join('\n'),
          '/p/pyproject.toml':
            '[project]\nname = "acme-self"\ndependencies = ["acme-inner", "acme-self[x]", "numpy"]\n',
          '/q/uv.lock': `[[package]]\nname = "acme-uv"\nversion = "1"\nsource = { registry = "https://pypi.acme.org/simple" }\n`,
          '/q/poetry.lock': `[[package]]\nname = "acme-po"\nversion = "1"\n[package.source]\ntype = "legacy"\nurl = "https://pypi.acme.org/simple"\n`,
          '/q/Pipfile.lock':
            '{"default":{"acme-pip":{"version":"==1","index":"acme"},"idna":{"version":"==1","index":"pypi"}}}',
          '/p/.venv/pyvenv.cfg': '',
          '/p/.venv/lib/python3.12/site-packages/acme_env-1.dist-info/METADATA':
            'Metadata-Version: 2.1\nName: acme-env\nVersion: 1\n',
        },
        { ...online(http), roots: ['/p', '/q'] },
      );
      const told = [...bodies, ...paths].join('\n');
      assert.match(told, /requests/);
      assert.match(told, /numpy/);
      assert.match(told, /idna/);
      assert.doesNotMatch(told, /acme|local-thing/);
    }));

  it('goes on where services fail, are busy for long, or talk nonsense, and says so once', async () => {
    const fails = (path: string): readonly Trouble[] =>
      Array.from({ length: 4 }, (): Trouble => [path, (response) => void response.writeHead(503).end()]);
    const troubles: Readonly<Record<string, readonly Trouble[]>> = {
      'fail for ever': fails('querybatch'),
      'have lost a record': fails('vulns/PYSEC'),
      'talk nonsense': [['querybatch', (response) => void response.end('<html>')]],
      'answer something else': [['querybatch', (response) => void response.end('{"results":[]}')]],
      'break off': [
        [
          'querybatch',
          (response) => void response.writeHead(200, { 'content-length': 99 }).write('{', () => response.destroy()),
        ],
      ],
    };
    for (const [what, trouble] of Object.entries(troubles)) {
      const left = [...trouble];
      await withPublicServices({ ...knowledge, trouble: left }, async (http) => {
        const { session, host } = await opened(files, online(http));
        assert.ok(said(session).includes(found[2]!), what);
        assert.ok(!said(session).includes(found[0]!), what);
        assert.equal(host.warnings.length, 1, `${what}: ${host.warnings.join(' / ')}`);
        assert.equal(left.length, 0, what);
        await session.lookUp();
        assert.deepEqual(said(session), found, `${what}, then not any more`);
      });
    }
  });

  it('waits and asks again where a service is busy', () =>
    withPublicServices(
      {
        ...knowledge,
        trouble: [['querybatch', (response) => void response.writeHead(429, { 'retry-after': '7' }).end()]],
      },
      async (http) => {
        const { session, host } = await opened(files, online(http));
        assert.deepEqual(host.waits, [7000]);
        assert.deepEqual(said(session), found);
      },
    ));
});

async function again(host: MemoryHost, isOnline: boolean): Promise<Session> {
  const session = new Session(host, { roots: ['/p'], online: isOnline });
  await session.load();
  await session.lookUp();
  return session;
}
