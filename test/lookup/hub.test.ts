import assert from 'node:assert/strict';
import { nodeHost } from '../../src/host/node';
import { HttpError } from '../../src/host/ports';
import { commitOnHub } from '../../src/lookup/hub';
import { withServer } from '../host/http-server';

const { http } = nodeHost({ info: () => undefined, warn: () => undefined });
const commit = '0123456789abcdef0123456789abcdef01234567';

describe('commitOnHub', () => {
  /** Asks a server that answers so. */
  async function asking(
    status: number,
    body: string,
    headers: Record<string, string> = {},
  ): Promise<string | undefined> {
    let found: string | undefined;
    await withServer(
      (_, response) => response.writeHead(status, headers).end(body),
      async (address) => {
        found = (await commitOnHub(http, address, 'model', 'acme/chat', 'main'))?.commit;
      },
    );
    return found;
  }

  it('asks for the revision of a model or dataset', () =>
    withServer(
      (_, response) => response.end(JSON.stringify({ id: 'acme/chat', sha: commit })),
      async (address, asked) => {
        const found = await commitOnHub(http, `${address}/`, 'model', 'acme/chat', 'refs/pr/1');
        assert.deepEqual(found, { commit, source: 'the Hub' });
        await commitOnHub(http, address, 'dataset', 'squad', 'v1.0 é');
        assert.deepEqual(asked, [
          '/api/models/acme/chat/revision/refs%2Fpr%2F1',
          '/api/datasets/squad/revision/v1.0%20%C3%A9',
        ]);
      },
    ));

  it('does not know what the Hub does not say', async () => {
    assert.equal(await asking(404, '{"error":"Repository not found"}'), undefined);
    assert.equal(await asking(401, JSON.stringify({ sha: commit })), undefined);
    assert.equal(await asking(500, ''), undefined);
    assert.equal(await asking(200, '<html>Sign in</html>'), undefined);
    assert.equal(await asking(200, ''), undefined);
    for (const body of ['null', '[]', '"x"', '{}', '{"sha":1}', '{"sha":"main"}', `{"sha":"${commit}0"}`]) {
      assert.equal(await asking(200, body), undefined, body);
    }
    assert.equal(await asking(200, '['.repeat(200_000)), undefined);
  });

  it('follows a repository that was renamed', () =>
    withServer(
      (request, response) => {
        if (request.url?.includes('/chat/')) {
          response.writeHead(307, { location: '/api/models/acme/chat-2/revision/main' }).end();
        } else response.end(JSON.stringify({ sha: commit }));
      },
      async (address, asked) => {
        assert.equal((await commitOnHub(http, address, 'model', 'acme/chat', 'main'))?.commit, commit);
        assert.equal(asked.length, 2);
      },
    ));

  it('fails where the answer is larger than any of its kind', async () => {
    await assert.rejects(
      asking(200, ' '.repeat(5 << 20)),
      (error) => error instanceof HttpError && error.code === 'too-large',
    );
  });

  it('asks nothing that is no name of the Hub', () =>
    withServer(
      (_, response) => response.end(JSON.stringify({ sha: commit })),
      async (address, asked) => {
        for (const name of [
          '../../whoami',
          '/home/me/model',
          './model',
          'a/b/c',
          '',
          'a b',
          'C:\\x',
          '\ud800',
          'a?b',
          '..',
          `a/${'b'.repeat(200)}`,
        ]) {
          assert.equal(await commitOnHub(http, address, 'model', name, 'main'), undefined, name);
        }
        for (const revision of ['..', '../../../whoami', '', '\ud800']) {
          assert.equal(await commitOnHub(http, address, 'model', 'acme/chat', revision), undefined, revision);
        }
        assert.deepEqual(asked, []);
      },
    ));
});
