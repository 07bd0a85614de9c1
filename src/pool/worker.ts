import { parentPort } from 'node:worker_threads';
import type { ByteSource } from '../bytes/source';
import { nodeHost } from '../host/node';
import { FileError } from '../host/ports';
import { inspectFile } from '../project/inspect';
import { steadyReading } from '../project/read-weights';
import type { Answer, Job, Results } from './jobs';

/** What runs in a thread of the pool: one job after the other, each on one file. */

/** Bytes that a check reads and unpacks of one file; time and memory of a job are bounded by the pool. */
const readInCheck = 64 * 2 ** 30;
const toldEvery = 16 << 20;

const { files } = nodeHost({ info: () => undefined, warn: () => undefined });

parentPort!.on('message', (job: Job) => {
  void done(job).then(
    (result) => say({ kind: 'done', result }),
    (error: unknown) => say(failure(error)),
  );
});

function done(job: Job): Promise<Results[Job['kind']]> {
  if (job.kind === 'inspect') return inspectFile(files, job.path, job);
  return steadyReading(files, job.path, { limit: readInCheck }, counted);
}

/** A source that tells how much of it was read. */
function counted(source: ByteSource): ByteSource {
  let bytes = 0;
  let told = 0;
  return {
    size: source.size,
    read(offset, length) {
      bytes += length;
      if (bytes - told >= toldEvery) {
        told = bytes;
        say({ kind: 'progress', bytes });
      }
      return source.read(offset, length);
    },
  };
}

/** Of a fault of ours only the name is told: its message may hold what stands in the file. */
function failure(error: unknown): Answer {
  if (error instanceof FileError) {
    const { code, path, message } = error;
    return { kind: 'unreadable', code, path, message };
  }
  return { kind: 'fault', name: error instanceof Error ? error.name : 'unknown' };
}

function say(answer: Answer): void {
  parentPort!.postMessage(answer);
}
