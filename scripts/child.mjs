/** Child processes: run one to its end, or end a server with everything it started. */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';

const isWindows = process.platform === 'win32';

/**
 * Runs a program to its end and gives its exit code, 1 where a signal ended it.
 * With `log` its output goes to that file, else to this terminal; `stdout: 'stderr'` keeps our stdout clean.
 */
export function run(command, args, { log, stdout = 'inherit', ...options } = {}) {
  const output = log
    ? ['ignore', 'pipe', 'pipe']
    : ['ignore', stdout === 'stderr' ? process.stderr : stdout, 'inherit'];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: output });
    if (log) {
      const file = createWriteStream(log, { flags: 'a' });
      child.stdout.pipe(file, { end: false });
      child.stderr.pipe(file, { end: false });
      child.once('close', () => file.end());
    }
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** Runs npm, whichever way this machine has it. */
export function npm(args, options) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('npm-cli.js')) return run(process.execPath, [cli, ...args], options);
  return run(isWindows ? 'npm.cmd' : 'npm', args, { shell: isWindows, ...options });
}

/** Runs a script of this repository in its own Node, with this terminal. */
export function node(args, options) {
  return run(process.execPath, args, options);
}

/** Starts a program that leads its own process group, so that `endGroup` reaches all it starts. */
export function startGroup(command, args, options) {
  return spawn(command, args, { ...options, detached: !isWindows });
}

/** Ends a group that `startGroup` began: asks first, then insists after two seconds. */
export async function endGroup(child) {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.exitCode === null && child.signalCode === null) {
    signalGroup(child, 'SIGTERM');
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 2000).unref())]);
  }
  signalGroup(child, 'SIGKILL');
}

/** Sends a signal to a whole group, at once; a group that is gone already is fine. */
export function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (isWindows) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
