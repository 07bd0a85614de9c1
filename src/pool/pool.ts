import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import workerCode from 'bundled:./worker';
import { FileError } from '../host/ports';
import type { Answer, Job, Results } from './jobs';

/** Why a job brought nothing, though its file may be read. */
export type PoolErrorCode = 'crashed' | 'out-of-memory' | 'timeout';

export class PoolError extends Error {
  constructor(
    readonly code: PoolErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'PoolError';
  }
}

/** Bounds of the pool and of each job in it. */
export interface PoolOptions {
  /** Threads at most; they are started when there is work. */
  readonly size: number;
  /** Milliseconds that a job may take. */
  readonly timeout: number;
  /** Megabytes of objects that a thread may hold. */
  readonly memory: number;
  /** Milliseconds after which a thread without work ends. */
  readonly idle: number;
  /** The program of the threads. */
  readonly code: string;
}

export interface JobOptions {
  /** Ends the job: it fails with the reason of the signal. */
  readonly signal?: AbortSignal;
  /** Hears how many bytes were read so far. */
  readonly onBytes?: (bytes: number) => void;
}

interface Task {
  readonly job: Job;
  readonly options: JobOptions;
  readonly resolve: (result: Results[Job['kind']]) => void;
  readonly reject: (reason: unknown) => void;
}

const defaults: PoolOptions = {
  size: Math.max(1, availableParallelism() - 1),
  timeout: 120_000,
  memory: 512,
  idle: 10_000,
  code: workerCode,
};

/**
 * Threads for work on many bytes. A job that crashes its thread, takes too long or holds too much fails by itself alone; the
 * others go on in a new thread. Threads that wait do not keep the program from ending.
 */
export class Pool {
  readonly #options: PoolOptions;
  readonly #waiting: Task[] = [];
  readonly #idle = new Map<Worker, NodeJS.Timeout>();
  #busy = 0;
  #version: string | undefined;

  constructor(options: Partial<PoolOptions> = {}) {
    this.#options = { ...defaults, ...options };
  }

  /** Of the program that the threads run: a hash of all its code, so that no change of it can be forgotten. */
  get version(): string {
    return (this.#version ??= createHash('sha256').update(this.#options.code).digest('hex'));
  }

  /** How many threads there are. */
  get threads(): number {
    return this.#busy + this.#idle.size;
  }

  /** Fails with a `FileError`, a `PoolError`, or the reason of the signal. */
  run<K extends Job['kind']>(job: Extract<Job, { kind: K }>, options: JobOptions = {}): Promise<Results[K]> {
    const { signal } = options;
    return new Promise<Results[Job['kind']]>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const task: Task = { job, options, resolve, reject };
      this.#waiting.push(task);
      signal?.addEventListener('abort', () => this.#withdraw(task), { once: true });
      this.#next();
    }) as Promise<Results[K]>;
  }

  #withdraw(task: Task): void {
    const at = this.#waiting.indexOf(task);
    if (at < 0) return;
    this.#waiting.splice(at, 1);
    task.reject(task.options.signal?.reason);
  }

  #next(): void {
    while (this.#waiting.length > 0 && this.#busy < this.#options.size) {
      const task = this.#waiting.shift()!;
      this.#busy++;
      const worker = this.#worker();
      void this.#work(worker, task).then((isAlive) => {
        this.#busy--;
        if (isAlive) this.#rest(worker);
        this.#next();
      });
    }
  }

  /** One that waits, or a new one. It is given no environment: it reads bytes and nothing else. */
  #worker(): Worker {
    for (const [worker, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(worker);
      worker.ref();
      return worker;
    }
    const { code, memory } = this.#options;
    const worker = new Worker(code, { eval: true, env: {}, resourceLimits: { maxOldGenerationSizeMb: memory } });
    worker.on('error', () => undefined);
    worker.on('exit', () => this.#idle.delete(worker));
    return worker;
  }

  #rest(worker: Worker): void {
    worker.unref();
    this.#idle.set(worker, setTimeout(() => void worker.terminate(), this.#options.idle).unref());
  }

  /** Settles the task; tells whether the thread can take another one. */
  #work(worker: Worker, { job, options: { signal, onBytes }, resolve, reject }: Task): Promise<boolean> {
    return new Promise((ended) => {
      const end = (isAlive: boolean): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        worker.off('message', hear).off('error', breakDown).off('exit', vanish);
        if (!isAlive) void worker.terminate();
        ended(isAlive);
      };
      const fail = (reason: unknown): void => {
        reject(reason);
        end(false);
      };
      const hear = (answer: Answer): void => {
        if (answer.kind === 'progress') return onBytes?.(answer.bytes);
        if (answer.kind === 'done') resolve(answer.result);
        else if (answer.kind === 'unreadable') reject(new FileError(answer.code, answer.path, answer.message));
        else reject(new PoolError('crashed', answer.name));
        end(true);
      };
      const abort = (): void => fail(signal?.reason);
      const breakDown = (error: Error): void => fail(crash(error));
      const vanish = (): void => fail(new PoolError('crashed', 'its thread ended'));
      const timer = setTimeout(() => fail(new PoolError('timeout', 'it took too long')), this.#options.timeout);
      signal?.addEventListener('abort', abort, { once: true });
      worker.on('message', hear).on('error', breakDown).on('exit', vanish);
      worker.postMessage(job);
    });
  }
}

function crash(error: Error): PoolError {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new PoolError('out-of-memory', 'it needed too much memory')
    : new PoolError('crashed', error.name);
}
