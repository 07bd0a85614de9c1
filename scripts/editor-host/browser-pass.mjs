/**
 * What a user does after installing the `.vsix`, done in a browser: one walk, each step a test. Run by mocha.
 * The pictures go to `out/screenshots/`, or with `WEIGHBRIDGE_SCREENSHOTS=1` to `media/screenshots/`, where the README takes them from.
 */
import mocha from 'mocha';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { packQuietly } from '../package.mjs';
import { copySample, temporaryFolder } from '../sample.mjs';
import { EditorPage } from './editor-page.mjs';
import { root } from './hosts.mjs';
import { exitOnSignals } from './serve.mjs';

const { after, afterEach, before, describe, it } = mocha;

const pictures = path.join(root, process.env.WEIGHBRIDGE_SCREENSHOTS ? 'media' : 'out', 'screenshots');
const megabyte = 1024 * 1024;

describe('The installed extension, in a browser', () => {
  const temporary = temporaryFolder();
  const vsix = path.join(temporary, 'weighbridge.vsix');
  const folder = copySample(temporary);
  let editor;

  before(async function () {
    this.test.parent.bail(true); // each step stands on the one before
    exitOnSignals();
    await packQuietly(vsix);
    editor = await EditorPage.open({ vsix, folder, home: path.join(temporary, 'home') });
  });

  afterEach(async function () {
    if (this.currentTest.state === 'failed')
      await picture(`failed ${this.currentTest.title}`, path.join(root, 'out', 'screenshots'));
  });

  after(async () => {
    await editor?.close();
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  });

  it('weighs less than 3 MB', () => {
    assert.ok(statSync(vsix).size < 3 * megabyte);
  });

  it('underlines what is wrong in requirements.txt', async () => {
    await editor.openFile('requirements.txt');
    await editor.squiggles.first().waitFor();
    assert.ok((await editor.squiggles.count()) >= 5);
  });

  it('counts in the status bar what the command line counts', async () => {
    const { error, warning } = summaryOfCommandLine(folder);
    await editor.status(`Weighbridge: ${error} errors, ${warning} warnings`);
    await picture('findings');
  });

  it('explains a finding under the mouse', async () => {
    await editor.line('tensorflwo').hover({ position: { x: 20, y: 8 } });
    const hover = editor.page.locator('.monaco-hover', { hasText: 'dependency/malicious' });
    await hover.waitFor();
    await picture('hover');
    await editor.page.keyboard.press('Escape');
  });

  it('applies a quick fix, and counts one warning less', async () => {
    const { error, warning } = summaryOfCommandLine(folder);
    await editor.line('sentence-transformers').click();
    await editor.page.keyboard.press('Home');
    await editor.page.keyboard.press('Control+.');
    await editor.page.locator('.action-widget .focused', { hasText: 'Pin sentence-transformers to 3.1.0' }).waitFor();
    await picture('quickfix');
    await editor.page.keyboard.press('Enter');
    await editor.line('sentence-transformers==3.1.0').waitFor();
    await editor.status(`Weighbridge: ${error} errors, ${warning - 1} warnings`);
  });

  it('lists the components in a tree, from which a click leads to the place', async () => {
    await editor.showContainer('Weighbridge');
    await editor.panel.getByRole('heading', { name: 'support-assistant' }).waitFor();
    await editor.toggleView('MBOM');
    await editor.row(/tensorflwo/).waitFor();
    await picture('tree');
    await editor.row(/^Packages/).click();
    for (const group of [/^Models/, /^Datasets/, /^Weights/]) await editor.row(group).waitFor();
    await editor.row(/Llama-3.1-8B-Instruct/).click();
    await editor.page.getByRole('tab', { name: 'README.md' }).waitFor();
  });

  it('shows the MBOM in its panel', async () => {
    await editor.toggleView('MBOM');
    await editor.toggleView('Components');
    await editor.panel.getByRole('heading', { name: 'support-assistant' }).waitFor();
    await editor.panel.getByText('tensorflwo').first().waitFor();
    await editor.dragSidebar(560);
    await picture('panel');
  });

  it('applies a fix from the panel', async () => {
    const { error } = summaryOfCommandLine(folder);
    await editor.panel.getByRole('button', { name: 'Remove tensorflwo' }).click();
    await editor.line('ultralytics').waitFor();
    await editor.line('tensorflwo').waitFor({ state: 'detached' });
    await editor.status(`Weighbridge: ${error - 1} errors`);
  });

  it('exports the MBOM from the command palette', async () => {
    const file = path.join(folder, 'mbom.cdx.json');
    await editor.runCommand('Weighbridge: Generate MBOM');
    await editor.acceptOffered('Save the MBOM', file);
    const told = editor.page.locator('.notifications-toasts').getByText(/^mbom\.cdx\.json lists/);
    await told.waitFor();
    const { bomFormat, components } = JSON.parse(readFileSync(file, 'utf8'));
    assert.equal(await told.textContent(), `mbom.cdx.json lists ${countOf(components)} components.`);
    assert.equal(bomFormat, 'CycloneDX');
    assert.ok(components.some(({ purl }) => purl === 'pkg:pypi/transformers@4.44.2'));
    await picture('export');
  });

  it('follows a light theme', async () => {
    await editor.runCommand('Notifications: Clear All Notifications');
    await editor.runCommand('Preferences: Toggle between Light/Dark Themes');
    await editor.page.locator('.monaco-workbench.vs').waitFor();
    await picture('panel-light');
  });

  async function picture(name, place = pictures) {
    mkdirSync(place, { recursive: true });
    await editor?.page.screenshot({
      path: path.join(place, `${name.replace(/\W+/g, '-')}.png`),
      animations: 'disabled',
    });
  }
});

function summaryOfCommandLine(folder) {
  const args = [path.join(root, 'dist', 'cli.js'), 'check', folder, '--format', 'json', '--fail-on', 'never'];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })).summary;
}

/** Weights stand inside their model. */
function countOf(components) {
  return components.reduce((count, { components: inner = [] }) => count + 1 + countOf(inner), 0);
}
