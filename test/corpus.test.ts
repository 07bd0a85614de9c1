import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../src/domain/finding';
import { enginePath, nodeHost } from '../src/host/node';
import { Session } from '../src/session';
import { filesBelow } from './house/source-files';

const sample = 'test/corpus/support-assistant';
const root = enginePath(sample);

describe('the sample project', () => {
  it('gives every finding that is marked, and no other', async () => {
    const session = await checked('2026-12-01');
    assert.deepEqual(session.judgements.flatMap(([, { findings }]) => findings.map(line)).sort(), expected());
  });

  it('has no problem to report', async () => {
    const session = await checked('2026-12-01');
    assert.deepEqual(
      session.judgements.flatMap(([, { problems }]) => problems),
      [],
    );
  });

  it('silences what a comment or the policy gives a reason for', async () => {
    const session = await checked('2026-12-01');
    assert.deepEqual(session.judgements.flatMap(([, { suppressed }]) => suppressed.map(line)).sort(), [
      'models/assistant/assistant.F32.gguf:1 weights/unsigned',
      'requirements.txt:18 dependency/unpinned',
      'src/assistant/search.py:17 model/unpinned-revision',
    ]);
  });

  it('shows again what was silenced until a day that is past', async () => {
    const session = await checked('2031-02-01');
    const found = session.judgements.flatMap(([, { findings }]) => findings.map(line));
    assert.ok(found.includes('models/assistant/assistant.F32.gguf:1 weights/unsigned'));
    assert.deepEqual(
      session.judgement(`${root}/weighbridge.yaml`)?.problems.map(({ code }) => code),
      ['ignore-expired'],
    );
  });

  it('pins what is installed safely unless it has known problems, and what another file pins by suggestion', async () => {
    const session = await checked('2026-12-01');
    const { findings } = session.judgement(`${root}/requirements.txt`)!;
    const fixes = findings.filter(({ rule }) => rule === 'dependency/unpinned').flatMap((finding) => finding.fixes);
    assert.deepEqual(
      fixes.map(({ safety, title }) => `${safety}: ${title}`),
      ['safe: Pin sentence-transformers to 3.1.0 (.venv)', 'suggested: Pin datasets to 2.21.0 (requirements-dev.txt)'],
    );
  });
});

/** The sample as checked on a day, with nothing of this machine's environment. */
async function checked(day: string): Promise<Session> {
  const silent = { info: () => undefined, warn: () => undefined };
  const host = {
    ...nodeHost(silent),
    environment: {},
    clock: { now: () => new Date(`${day}T12:00:00Z`), wait: () => Promise.resolve() },
  };
  const session = new Session(host, { roots: [root] });
  await session.load();
  return session;
}

function line({ path: file, range, rule }: Finding): string {
  return `${file.slice(root.length + 1)}:${range.start.line + 1} ${rule}`;
}

/** `FILE:LINE RULE` of each `# expect: RULE, …` in the sample, and of the list for places where no comment can stand. */
function expected(): string[] {
  const marked = filesBelow(sample)
    .filter((file) => /\.(txt|py|md)$/.test(file))
    .flatMap((file) =>
      lines(path.join(sample, file)).flatMap((text, at) => {
        const rules = /# expect: ([a-z/, -]+)$/.exec(text)?.[1];
        return rules === undefined ? [] : rules.split(', ').map((rule) => `${file}:${at + 1} ${rule}`);
      }),
    );
  const listed = lines(`${sample}.expected.tsv`)
    .filter((text) => text !== '')
    .map((text) => text.replace(/^(.+)\t(\d+)\t(.+)$/, '$1:$2 $3'));
  return [...marked, ...listed].sort();
}

function lines(file: string): string[] {
  return readFileSync(file, 'utf8').split(/\r?\n/);
}
