/**
 * Compacts what is known of Python modules that harm when a pickle reaches them into src/facts/data/unsafe-globals.tsv, and
 * the names of Python's own modules into src/facts/data/python-modules.tsv.
 * Usage: node scripts/facts-globals.mjs FOLDER, with unsafe-globals.tsv in it (a module, and which scanners block it, on each
 * line); needs Python 3.10 or newer for the second table. What is no module, or holds values only, is left out.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2];
if (!folder) throw new Error('Usage: node scripts/facts-globals.mjs FOLDER');

/** Functions that some lists take for modules, and modules that are mostly values: their dangerous names are told by rules. */
const leftOut = new Set([
  'compile',
  'eval',
  'exec',
  'torch.compile',
  'torch.serialization',
  'joblib',
  'base64',
  'uuid',
]);

const rows = readFileSync(path.join(folder, 'unsafe-globals.tsv'), 'utf8').trimEnd().split('\n').slice(1);
const unsafe = rows.map((row) => row.split('\t')[0]).filter((name) => !leftOut.has(name));

/** Gone from Python since, but still there where old versions run. */
const gone = [
  ...[
    'asynchat',
    'asyncore',
    'binhex',
    'cgi',
    'cgitb',
    'chunk',
    'commands',
    'copy_reg',
    'cPickle',
    'cStringIO',
    'crypt',
  ],
  ...[
    'distutils',
    'formatter',
    'httplib',
    'imghdr',
    'imp',
    'lib2to3',
    'mailcap',
    'msilib',
    'nntplib',
    'parser',
    'pipes',
  ],
  ...['popen2', 'smtpd', 'sndhdr', 'symbol', 'telnetlib', 'urllib2', 'urlparse', 'uu', 'xdrlib', '_bootsubprocess'],
  ...['__builtin__', '__builtins__', 'audioop', 'aifc', 'nis', 'ossaudiodev', 'spwd', 'sunau', 'test', 'exceptions'],
];
const own = execFileSync('python3', ['-c', 'import sys; print("\\n".join(sys.stdlib_module_names))'], {
  encoding: 'utf8',
});
const modules = [...new Set([...own.trim().split('\n'), ...gone])].sort();

write('unsafe-globals.tsv', unsafe);
write('python-modules.tsv', modules);

function write(name, lines) {
  const target = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../src/facts/data', name);
  writeFileSync(target, `${lines.join('\n')}\n`);
  console.log(`${lines.length} lines in ${name}`);
}
