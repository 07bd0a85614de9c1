import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../src/rules';
import { filesBelow, roomOf, sourceFiles } from './house/source-files';
import type { Import, SourceFile } from './house/source-files';

interface Locked {
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
}

const files = sourceFiles();

/** What each room may import of ours, beside itself. A room that is not named here may not exist. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  // ground
  text: [],
  bytes: [],
  facts: [],
  host: ['tool'],
  packaging: ['text'],
  domain: ['text'],
  templates: ['text'],
  tool: ['../package.json'],
  // siblings that do not know each other
  readers: ['text', 'facts', 'packaging', 'domain', 'templates'],
  weights: ['text', 'bytes', 'facts', 'packaging', 'domain', 'templates'],
  lookup: ['text', 'bytes', 'facts', 'packaging', 'domain', 'host'],
  rules: ['text', 'facts', 'packaging', 'domain', 'templates'],
  mbom: ['text', 'facts', 'packaging', 'domain'],
  report: ['text', 'facts', 'packaging', 'domain'],
  panel: [],
  // waist
  project: ['text', 'bytes', 'facts', 'packaging', 'domain', 'host', 'readers', 'weights', 'lookup'],
  check: ['text', 'facts', 'packaging', 'domain', 'rules', 'project'],
  pool: ['bytes', 'domain', 'host', 'project'],
  session: ['text', 'facts', 'packaging', 'domain', 'host', 'lookup', 'project', 'check'],
  // doors
  cli: ['text', 'facts', 'domain', 'host', 'rules', 'mbom', 'report', 'project', 'pool', 'check', 'session', 'tool'],
  lsp: [
    'text',
    'facts',
    'packaging',
    'domain',
    'host',
    'rules',
    'mbom',
    'report',
    'project',
    'pool',
    'check',
    'session',
    'tool',
  ],
  vscode: [],
  main: ['cli', 'lsp'],
};

/** The few doors in walls: single files that may be imported across. */
const exceptions: readonly { readonly from: string; readonly to: readonly string[]; readonly typesOnly?: true }[] = [
  { from: 'report', to: ['rules/rule'], typesOnly: true },
  { from: 'lsp', to: ['panel/messages'], typesOnly: true },
  // What the panel and the extension host share runs in both: no DOM, no Node.
  { from: 'vscode', to: ['lsp/protocol', 'panel/messages', 'panel/summary', 'panel/shape', 'panel/when'] },
];

describe('the house', () => {
  it('lets rooms import only what lies below them', () => {
    assert.deepEqual(
      offences(({ name }, found) => found.isOurs && !isAllowed(name, found)),
      [],
    );
  });

  it('knows every room', () => {
    assert.deepEqual(
      [...new Set(files.map(({ name }) => roomOf(name)))].filter((room) => !(room in mayImport)),
      [],
    );
  });

  it('lets only src/vscode import vscode, and nobody its entry', () => {
    assert.deepEqual(
      offences(({ name }, { to }) => to === 'vscode' && roomOf(name) !== 'vscode'),
      [],
    );
    assert.deepEqual(
      offences((_, { to }) => to === 'vscode/extension'),
      [],
    );
  });

  it('keeps rules pure: no Node, no other rule', () => {
    const isRule = (name: string): boolean => rules.some(({ id }) => name === `rules/${id}`);
    assert.deepEqual(
      offences(({ name }, { to }) => roomOf(name) === 'rules' && to.startsWith('node:')),
      [],
    );
    assert.deepEqual(
      offences(({ name }, { to }) => isRule(name) && isRule(to)),
      [],
    );
  });

  it('keeps Node and vscode out of the panel', () => {
    assert.deepEqual(
      offences(({ name }, { to }) => roomOf(name) === 'panel' && /^(node:|vscode)/.test(to)),
      [],
    );
  });

  it('lets only host/node, in its parts, touch the disk and the network', () => {
    const network = /^node:(fs|https?|net|tls|dgram|dns|http2|child_process)(\/|$)/;
    assert.deepEqual(
      offences(({ name }, { to }) => network.test(to) && !/^host\/node(-|$)/.test(name)),
      [],
    );
    assert.deepEqual(
      files.filter(({ text }) => /\bfetch\(/.test(text)).map(({ name }) => name),
      [],
    );
  });

  it('lets only the pool start threads', () => {
    assert.deepEqual(
      offences(({ name }, { to }) => to === 'node:worker_threads' && roomOf(name) !== 'pool'),
      [],
    );
  });

  it('has no circles', () => {
    assert.deepEqual(circles(files), []);
  });

  it('has no file that is too long, a catch-all, or has a default export', () => {
    const named = (wrong: (file: SourceFile) => boolean): string[] => files.filter(wrong).map(({ name }) => name);
    assert.deepEqual(
      named(({ text }) => text.trimEnd().split('\n').length > 400),
      [],
      'at most 400 lines',
    );
    assert.deepEqual(
      named(({ name }) => /^(utils?|helpers?|types|common|misc)$/.test(path.posix.basename(name))),
      [],
    );
    assert.deepEqual(
      named(({ text }) => /^export default\b/m.test(text)),
      [],
    );
  });
});

describe('every rule', () => {
  for (const { id } of rules) {
    it(`${id} has a page with a body, and a test`, () => {
      const page = readFileSync(`docs/rules/${id}.md`, 'utf8');
      for (const heading of [
        'What it finds',
        'Why it matters',
        'What to do',
        'When not to use it',
        'How to silence it',
      ]) {
        assert.match(page, new RegExp(`^## ${heading}$`, 'm'));
      }
      assert.ok(existsSync(`test/rules/${id}.test.ts`), `test/rules/${id}.test.ts`);
    });
  }

  it('stands in its own file, and no page is without a rule', () => {
    const ids = rules.map(({ id }) => id);
    const own = files
      .filter(({ text }) => /^export const \w+ = rule\(/m.test(text))
      .map(({ name }) => name)
      .sort();
    const pages = filesBelow('docs/rules')
      .filter((name) => name.includes('/'))
      .map((name) => name.replace(/\.md$/, ''))
      .sort();
    assert.deepEqual(
      own,
      ids.map((id) => `rules/${id}`),
    );
    assert.deepEqual(pages, ids);
  });
});

describe('the release', () => {
  it('has the version of the newest entry in the changelog', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const newest = /^## \[(\d[^\]]*)\]/m.exec(readFileSync('CHANGELOG.md', 'utf8'))?.[1];
    assert.equal(newest, version);
  });

  it('names every package that it brings along, and its license, in NOTICE', () => {
    const notice = readFileSync('NOTICE', 'utf8');
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
    const missing = Object.entries(packages)
      .filter(([folder, { dev, optional }]) => folder !== '' && !dev && !optional)
      .map(([folder, { license = 'unknown' }]) => [folder.replace(/^.*node_modules\//, ''), license] as const)
      .filter(
        ([name, license]) =>
          !notice.split('\n').some((line) => line.trim().startsWith(`${name} `) && line.includes(license)),
      );
    assert.deepEqual(missing, []);
  });
});

describe('the search for circles', () => {
  const file = (name: string, ...to: string[]): SourceFile => ({
    name,
    text: '',
    imports: to.map((target) => ({ to: target, isOurs: true, isTypeOnly: false })),
  });

  it('finds a circle by its shortest way round, once', () => {
    const found = circles([file('a', 'b'), file('b', 'c', 'd'), file('c', 'a'), file('d')]);
    assert.deepEqual(found, ['a → b → c → a']);
  });

  it('does not take two ways to one file for a circle', () => {
    assert.deepEqual(circles([file('a', 'b', 'c'), file('b', 'd'), file('c', 'd'), file('d')]), []);
  });
});

function offences(isOffence: (file: SourceFile, found: Import) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports.filter((found) => isOffence(file, found)).map(({ to }) => `${file.name} → ${to}`),
  );
}

function isAllowed(name: string, { to, isTypeOnly }: Import): boolean {
  const room = roomOf(name);
  if (roomOf(to) === room || mayImport[room]?.some((allowed) => allowed === roomOf(to) || allowed === to)) return true;
  return exceptions.some(
    ({ from, to: doors, typesOnly }) => from === room && doors.includes(to) && (isTypeOnly || !typesOnly),
  );
}

/** Circles of imports, types included, each as `a → b → a`. Depth first: a file met again on the way to itself closes one. */
function circles(all: readonly SourceFile[]): string[] {
  const byName = new Map(all.map((file) => [file.name, file]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (name: string, way: readonly string[]): void => {
    const met = way.indexOf(name);
    if (met >= 0) found.push([...way.slice(met), name].join(' → '));
    if (met >= 0 || done.has(name)) return;
    for (const { to, isOurs } of byName.get(name)?.imports ?? []) if (isOurs) visit(to, [...way, name]);
    done.add(name);
  };
  for (const { name } of all) visit(name, []);
  return found;
}
