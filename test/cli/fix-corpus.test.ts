import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fixInPasses } from '../../src/cli/fix-passes';
import type { Document } from '../../src/domain/document';
import { enginePath, nodeHost } from '../../src/host/node';
import { readText } from '../../src/project/load';
import { Session } from '../../src/session';

const corpus = '../shared/corpus/deps';

describe('fixes of the files of real projects', function () {
  this.timeout(30_000);
  if (!existsSync(corpus)) {
    it('are made once, and change nothing else', function () {
      console.warn(`!! ${corpus} is absent: fixes were NOT tried on files of real projects`);
      this.skip();
    });
    return;
  }

  it('are made once, and leave all else as it was read', async () => {
    const silent = { info: () => undefined, warn: () => undefined };
    const session = new Session({ ...nodeHost(silent), environment: {} }, { roots: [enginePath(corpus)] });
    await session.load();
    const fixed = await fixInPasses(session, () => true, true);
    assert.ok(fixed.size > 100);
    assert.equal((await fixInPasses(session, () => true, true)).size, 0);
    for (const [path, { before, after }] of fixed) {
      const name = session.relative(path);
      const [read, readAgain] = [before, after].map((text) => readText(path, name, text)!);
      assert.equal(readAgain!.reading.problems.length, read!.reading.problems.length, name);
      const kept = named(read!);
      const strange = named(readAgain!).filter((one) => !kept.includes(one));
      assert.deepEqual(
        strange.filter((one) => !renamed.test(one)),
        [],
        name,
      );
      assert.ok(kept.length - named(readAgain!).length <= 1, name);
    }
  });
});

/** The names that fixes put in place of wrong ones in these files. */
const renamed = /^(?:pyzmq|beautifulsoup4) /;

/** What a file says of its packages, but for their versions. */
function named(document: Document): readonly string[] {
  return document
    .mentions('package')
    .map(({ name, role, extras, marker, url, hashes, group, editable }) =>
      [name.text, role, extras.map(({ text }) => text), marker?.text, !!url, hashes.length, group, editable].join(' '),
    );
}
