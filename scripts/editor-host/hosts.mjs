/** The two editors we test in: the oldest VS Code we support and a current one, both from the npm registry. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const hosts = {
  1.99: {
    codeServer: '4.99.4',
    nodeVersion: '20.20.2',
    native: ['@vscode/spdlog', 'node-pty', '@parcel/watcher', 'native-watchdog'],
    /** This one would download its search program from elsewhere. */
    ripgrep: '1.18.0',
  },
  current: {
    codeServer: '4.139.1',
    nodeVersion: '24.21.0',
    native: [
      '@vscode/spdlog',
      'node-pty',
      '@parcel/watcher',
      '@vscode/native-watchdog',
      '@vscode/sqlite3',
      '@vscode/fs-copyfile',
    ],
  },
};

/** A host by its name, `1.99` or `current`, with the places of its programs. */
export function editorHost(name = '1.99') {
  const host = hosts[name];
  if (!host) throw new Error(`There is no editor host "${name}"; there are ${Object.keys(hosts).join(' and ')}.`);
  return { ...host, name, ...places(path.join(root, '.vscode-test', `host-${name}`)) };
}

/** The npm package that holds Node's binary and headers for this machine, or undefined where there is none. */
export function nodePackage() {
  const machine = `${process.platform}-${process.arch}`;
  return ['linux-x64', 'linux-arm64'].includes(machine) ? `node-${machine}` : undefined;
}

/** Where things lie inside the folder of a host. */
export function places(folder) {
  const modules = path.join(folder, 'node_modules');
  const nodeHome = path.join(modules, nodePackage() ?? 'node');
  const vscode = path.join(modules, 'code-server', 'lib', 'vscode');
  return {
    folder,
    vscode,
    nodeHome,
    node: path.join(nodeHome, 'bin', 'node'),
    server: path.join(vscode, 'out', 'server-main.js'),
  };
}
