import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { launch } from './browser.mjs';
import { startServer } from './server.mjs';

/** Pictures of the runs: artefacts, and the source of docs/images. */
export const PICTURES = join(import.meta.dirname, '..', '..', 'dist', 'pictures');

/** Those that the README shows: taken anew by `UPDATE_PICTURES=1 npx vitest run test/vscode/workbench.test.ts test/web`. */
const SHOWN_AT = join(import.meta.dirname, '..', '..', 'docs', 'images');
const SHOWN: ReadonlySet<string> = new Set(['hover', 'graph']);

export interface WorkbenchOptions {
  readonly folder: string;
  readonly node: string;
  readonly vsix: readonly string[];
  readonly workspace: string;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** VS Code's real workbench in Chromium, with packaged extensions, used as a person uses it. */
export class Workbench {
  readonly page: Page;
  private readonly browser: Browser;
  private readonly stopServer: () => Promise<void>;

  private constructor(page: Page, browser: Browser, stopServer: () => Promise<void>) {
    this.page = page;
    this.browser = browser;
    this.stopServer = stopServer;
  }

  static async open({ folder, node, vsix, workspace, settings = {} }: WorkbenchOptions): Promise<Workbench> {
    mkdirSync(PICTURES, { recursive: true });
    const server = await startServer({
      folder,
      node,
      vsix: [...vsix],
      settings: {
        'security.workspace.trust.enabled': false,
        'workbench.colorTheme': 'Default Light Modern',
        'editor.minimap.enabled': false,
        ...settings,
      },
    });
    const browser = await launch();
    const page = await browser.newPage({ viewport: { width: 1200, height: 640 } });
    const workbench = new Workbench(page, browser, server.stop);
    try {
      await page.goto(`${server.url}/?${new URLSearchParams({ folder: workspace })}`, { waitUntil: 'domcontentloaded' });
      await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
      return workbench;
    } catch (error) {
      await workbench.picture('failed-start');
      await workbench.close();
      throw error;
    }
  }

  async openFile(name: string): Promise<void> {
    await this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first().dblclick();
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
  }

  /** Runs a command by its title, as in the palette. */
  async run(title: string, tries = 3): Promise<void> {
    const input = this.page.locator('.quick-input-widget input').first();
    // What is used most may come before what is called so.
    const row = this.page.locator(`.quick-input-list .monaco-list-row:is([aria-label="${title}"], [aria-label^="${title}, "])`).first();
    try {
      await this.page.keyboard.press('F1');
      await input.fill(`>${title}`, { timeout: 5000 });
      await row.click({ timeout: 10_000 });
    } catch (error) {
      // A view that is still opening takes the focus, which closes the palette.
      if (tries === 0) throw error;
      await this.page.keyboard.press('Escape');
      await this.run(title, tries - 1);
    }
  }

  async showProblems(): Promise<void> {
    await this.run('Problems: Focus on Problems View');
    await this.page.locator('.markers-panel .monaco-list-row').first().waitFor();
  }

  async hidePanel(): Promise<void> {
    await this.run('View: Hide Panel');
    await this.page.locator('.part.panel').first().waitFor({ state: 'hidden' });
  }

  /** The middle of a word of the text, on the screen. */
  async placeOf(word: string, tries = 40): Promise<{ readonly x: number; readonly y: number }> {
    const place = await this.page.evaluate(wanted => {
      for (const line of document.querySelectorAll('.editor-instance .view-line')) {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const at = (node.textContent ?? '').indexOf(wanted);
          if (at === -1) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + wanted.length);
          const { left, top, width, height } = range.getBoundingClientRect();
          return { x: left + width / 2, y: top + height / 2 };
        }
      }
      return undefined;
    }, word);
    if (place !== undefined) return place;
    if (tries === 0) throw new Error(`${word} is not on the screen`);
    await this.page.waitForTimeout(50);
    return this.placeOf(word, tries - 1);
  }

  /** The page of a webview lies in two frames. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview').first().frameLocator('iframe#active-frame');
  }

  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: join(PICTURES, `${name}.png`) });
    if (process.env['UPDATE_PICTURES'] !== undefined && SHOWN.has(name))
      await this.page.screenshot({ path: join(SHOWN_AT, `${name}.png`) });
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.stopServer();
  }
}
