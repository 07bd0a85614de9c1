import type { PackageFacts, ReleaseFacts } from '../domain/knowledge';
import type { Host } from '../host/ports';
import { parseVersion } from '../packaging/pep440';
import type { AnswerCache, KeptAnswer } from './answer-cache';
import { keyOf } from './asked-packages';
import type { AskedPackage } from './asked-packages';
import { atOnce } from './at-once';
import { fields, parsedJson } from './foreign-json';
import { entryOfPackument, packumentJson } from './npm-packument';
import { entryOfSimplePage, simpleJson } from './simple-page';
import type { IndexEntry } from './simple-page';
import { Service } from './service';

const pypi = 'https://pypi.org/simple';
const timeout = 20_000;
const longestAnswer = 32 << 20;

interface Found {
  readonly at: string;
  /** Absent where the index knows no such package. */
  readonly entry?: IndexEntry;
}

/** What PyPI, and the npm registry that the user has set, say of packages and their releases. */
export class IndexLookups {
  readonly #found = new Map<string, Found>();

  constructor(
    readonly host: Host,
    readonly cache: AnswerCache,
  ) {}

  packageFacts(ecosystem: string, name: string): PackageFacts | undefined {
    const found = this.#found.get(keyOf(ecosystem, name));
    return found?.entry && { ...found.entry.facts, ...saidBy(ecosystem, found.at) };
  }

  release(ecosystem: string, name: string, version: string): ReleaseFacts | undefined {
    const found = this.#found.get(keyOf(ecosystem, name));
    const releases = found?.entry?.releases;
    const written = releases && spelling(releases, ecosystem, version);
    return written === undefined ? undefined : { ...releases![written]!, ...saidBy(ecosystem, found!.at) };
  }

  /** Opens the answer that is kept on this machine. */
  async open({ ecosystem, name }: AskedPackage): Promise<void> {
    const key = keyOf(ecosystem, name);
    const kept = await this.cache.get('index', key);
    if (kept && !this.#found.has(key)) this.#found.set(key, foundIn(kept));
  }

  /** Asks about what was not asked about of late; gives the keys of the packages of which something new may be known. */
  async ask(packages: readonly AskedPackage[], registry: string | undefined): Promise<readonly string[]> {
    const services = { pypi: new Service(this.host, 'PyPI'), npm: new Service(this.host, 'the npm registry') };
    const changed: string[] = [];
    await atOnce(packages, async ({ ecosystem, name }) => {
      const key = keyOf(ecosystem, name);
      if (this.cache.isFresh(this.#found.get(key)) || (ecosystem === 'npm' && registry === undefined)) return;
      const service = services[ecosystem];
      const url = ecosystem === 'pypi' ? `${pypi}/${name}/` : `${registry}/${name.replace('/', '%2f')}`;
      const entry = await service.attempt(() => entryAt(service, ecosystem, url));
      if (entry === undefined) return;
      this.#found.set(key, foundIn(await this.cache.put('index', key, entry)));
      changed.push(key);
    });
    return changed;
  }
}

/** `null` where the index knows no such package, `undefined` where it does not say. */
async function entryAt(
  service: Service,
  ecosystem: AskedPackage['ecosystem'],
  url: string,
): Promise<IndexEntry | null | undefined> {
  const accept = ecosystem === 'pypi' ? simpleJson : packumentJson;
  const { status, body } = await service.request(url, { timeout, limit: longestAnswer, accept });
  if (status === 404) return null;
  if (status !== 200) return undefined;
  return ecosystem === 'pypi' ? entryOfSimplePage(parsedJson(body)) : entryOfPackument(parsedJson(body));
}

/** An answer that an older version of the program wrote otherwise counts as none. */
function foundIn({ at, value }: KeptAnswer): Found {
  const { facts, releases } = fields(value);
  const isEntry = Array.isArray(fields(facts).versions) && typeof releases === 'object' && releases !== null;
  return { at, ...(isEntry && { entry: value as IndexEntry }) };
}

function saidBy(ecosystem: string, at: string): { readonly asOf: string; readonly source: string } {
  return { asOf: at.slice(0, 10), source: ecosystem === 'pypi' ? 'PyPI' : 'the npm registry' };
}

/** The index's own spelling of a version: `1.0` for `1.0.0`. Local labels are those of others; PyPI has the public version alone. */
function spelling(releases: IndexEntry['releases'], ecosystem: string, version: string): string | undefined {
  if (Object.hasOwn(releases, version)) return version;
  const asked = ecosystem === 'pypi' ? parseVersion(version) : undefined;
  return asked && Object.keys(releases).find((text) => parseVersion(text)?.key === asked.publicKey);
}
