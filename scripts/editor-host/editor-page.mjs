/** The page of an editor, used as a hand would use it. */
import path from 'node:path';
import { launchBrowser } from './browser.mjs';
import { installHost } from './install.mjs';
import { installExtension, serve } from './serve.mjs';

/** For pictures: nothing that is not ours, and nothing that moves. */
const pictureSettings = {
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'editor.minimap.enabled': false,
  'editor.cursorBlinking': 'solid',
};

/** A folder in the bundled editor, with a `.vsix` installed as a user would, in a browser window of 1280 by 800. */
export class EditorPage {
  static async open({ vsix, folder, home }) {
    const browser = await launchBrowser();
    const host = await installHost();
    const folders = { home, extensions: path.join(home, 'extensions') };
    await installExtension(host, vsix, folders);
    const server = await serve(host, { ...folders, userSettings: pictureSettings });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 });
    page.setDefaultTimeout(20_000);
    await page.goto(server.url(folder));
    await page.locator('.explorer-folders-view').waitFor();
    return new EditorPage(page, async () => {
      await browser.close();
      await server.stop();
    });
  }

  constructor(page, close) {
    this.page = page;
    this.close = close;
    this.squiggles = page.locator('.monaco-editor :is(.squiggly-error, .squiggly-warning)');
    /** The page inside the panel: VS Code keeps it in a frame in a frame. */
    this.panel = page.frameLocator('iframe.webview').frameLocator('#active-frame');
  }

  /** A line of the editor by its text. */
  line(text) {
    return this.page.locator('.view-line', { hasText: text });
  }

  /** Waits until the status bar has a button whose name begins so. */
  async status(name) {
    const exact = new RegExp(`^${name}\\b`);
    await this.page.locator('.statusbar').getByRole('button', { name: exact }).waitFor();
  }

  /** A row of the tree or list in the sidebar. */
  row(name) {
    return this.page.locator('.sidebar').getByRole('treeitem', { name });
  }

  async openFile(name) {
    await this.page.keyboard.press('Control+P');
    await this.#answer(name);
    await this.page.getByRole('tab', { name }).waitFor();
  }

  async showContainer(name) {
    await this.page.locator('.activitybar').getByRole('tab', { name }).click();
    await this.page.locator('.sidebar .title-label', { hasText: name }).waitFor();
    await this.#restMouse();
  }

  /** Opens or closes one of the views that share a container. */
  async toggleView(name) {
    await this.page.locator('.sidebar .pane-header', { hasText: name }).locator('.title').click();
    await this.#restMouse();
    await this.page.locator('.sidebar .animated').waitFor({ state: 'detached' });
  }

  /** Drags the edge of the sidebar, in pixels from the left of the window. */
  async dragSidebar(to) {
    const { x, y, width, height } = await this.page.locator('.sidebar').boundingBox();
    const [edge, middle] = [x + width, y + height / 2];
    await this.page.mouse.move(edge, middle);
    await this.page.mouse.down();
    await this.page.mouse.move(to, middle, { steps: 5 });
    await this.page.mouse.up();
    await this.#restMouse();
  }

  /** Where it points at nothing. */
  async #restMouse() {
    await this.page.mouse.move(900, 750);
  }

  async runCommand(title) {
    await this.page.keyboard.press('F1');
    await this.#answer(`>${title}`);
  }

  /** Accepts what the box of that title offers, once it is the expected value. */
  async acceptOffered(title, value) {
    const box = this.page.locator('.quick-input-widget', { hasText: title }).getByRole('textbox');
    await box.waitFor();
    for (let left = 50; (await box.inputValue()) !== value; left--) {
      if (left === 0) throw new Error(`"${title}" offers ${await box.inputValue()}, not ${value}.`);
      await this.page.waitForTimeout(100);
    }
    await this.page.keyboard.press('Enter');
  }

  /** Types into the box that is open at the top, and presses Enter once its first row is there. */
  async #answer(text) {
    const box = this.page.locator('.quick-input-widget');
    await box.getByRole('textbox').fill(text);
    await box
      .locator('.monaco-list-row', { hasText: text.replace(/^>/, '') })
      .first()
      .waitFor();
    await this.page.keyboard.press('Enter');
  }
}
