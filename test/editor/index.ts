import Mocha from 'mocha';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { say } from './say';

/** Runs all editor tests inside the extension host; rejects when one fails. Any VS Code calls it, desktop or bundled. */
export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = say;
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: 20_000,
    reporter: path.resolve(__dirname, '../../../scripts/counting-reporter.cjs'),
  });
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.test.js'));
  for (const name of files.sort()) mocha.addFile(path.join(__dirname, name));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} editor tests failed.`);
}
