import type { Host, Http, HttpAnswer } from '../../src/host/ports';
import { MemoryFiles } from './memory-files';
import type { MemoryEntry } from './memory-files';

/** A host in memory. Its network answers 404 unless a test gives its own, and notes every request. */
export interface MemoryHost extends Host {
  readonly files: MemoryFiles;
  readonly requests: readonly string[];
  readonly warnings: readonly string[];
  /** Milliseconds that were waited for, which a test does not. */
  readonly waits: readonly number[];
}

export interface MemoryHostOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** ISO 8601. */
  readonly today?: string;
  readonly http?: Http;
  readonly caches?: string;
}

export function memoryHost(
  tree: Readonly<Record<string, MemoryEntry>>,
  { environment = {}, today = '2026-07-23', http, caches }: MemoryHostOptions = {},
): MemoryHost {
  const requests: string[] = [];
  const warnings: string[] = [];
  const waits: number[] = [];
  return {
    files: new MemoryFiles(tree),
    http: {
      request(url, options) {
        requests.push(url);
        return http?.request(url, options) ?? Promise.resolve(answer('', 404));
      },
    },
    clock: {
      now: () => new Date(`${today}T12:00:00Z`),
      wait(milliseconds) {
        waits.push(milliseconds);
        return Promise.resolve();
      },
    },
    log: { info: () => undefined, warn: (message) => void warnings.push(message) },
    environment,
    caches,
    requests,
    warnings,
    waits,
  };
}

/** What a server answers. */
export function answer(body: string, status = 200, headers: HttpAnswer['headers'] = {}): HttpAnswer {
  return { status, headers, body: new TextEncoder().encode(body) };
}
