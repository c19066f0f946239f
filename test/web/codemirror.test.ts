import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../shared.ts';
import { hasChromium } from '../vscode/browser.mjs';
import { openFolder, PICTURES, violations, type Opened } from './page.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'dist/test/codemirror');

describeWith('Chromium', hasChromium, 'greptime-sql/codemirror', () => {
  let opened: Opened;
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    await build({
      entryPoints: [join(root, 'test/web/codemirror/page.ts')],
      outfile: join(folder, 'page.js'),
      bundle: true,
      minify: true,
      format: 'esm',
      alias: { 'greptime-sql/codemirror': join(root, 'dist/codemirror.js') },
    });
    writeFileSync(
      join(folder, 'index.html'),
      '<!doctype html><html lang="en"><meta charset="utf-8"><title>CodeMirror</title><link rel="icon" href="data:,"><main><h1>GreptimeDB SQL</h1><div id="editor"></div></main><script type="module" src="page.js"></script></html>',
    );
    opened = await openFolder(folder, { viewport: { width: 900, height: 360 } });
    await opened.page.goto(opened.address);
  }, 60_000);
  afterAll(() => opened?.close());

  const text = (): Promise<string> =>
    opened.page.evaluate(() =>
      (globalThis as unknown as { view: { state: { doc: { toString: () => string } } } }).view.state.doc.toString(),
    );

  test('is small: the page has everything in less than 0.6 MB, compressed', () => {
    expect(statSync(join(folder, 'page.js')).size).toBeGreaterThan(100_000);
    expect(gzipSync(readFileSync(join(folder, 'page.js'))).length).toBeLessThan(600_000);
  });

  test('colours, and underlines what GreptimeDB would refuse', async () => {
    const { page } = opened;
    await page.locator('.cm-lintRange').first().waitFor();
    expect(await page.locator('.cm-lintRange').first().innerText()).toBe('nowhere');
    // Keywords, names and strings do not look alike.
    const colours = await page.evaluate(
      () => new Set([...document.querySelectorAll('.cm-line span')].map(span => getComputedStyle(span).color)).size,
    );
    expect(colours).toBeGreaterThan(2);
  });

  test('says on hovering what the finding is, and what a name means', async () => {
    const { page } = opened;
    await page.locator('.cm-lintRange').first().hover();
    await expect
      .poll(() =>
        page
          .locator('.cm-tooltip')
          .allInnerTexts()
          .then(all => all.join(' ')),
      )
      .toMatch(/missing source tables for flow 'late'.*1004 InvalidArguments/s);
    await page.screenshot({ path: join(PICTURES, 'codemirror.png') });
    await page.mouse.move(5, 300);
    await expect.poll(() => page.locator('.cm-tooltip').count()).toBe(0);
    const { left, top } = await page.evaluate(() => {
      const { view } = globalThis as unknown as {
        view: { coordsAtPos: (at: number) => { left: number; top: number }; state: { doc: { toString: () => string } } };
      };
      return view.coordsAtPos(view.state.doc.toString().indexOf(' mem ') + 2);
    });
    await page.mouse.move(left, top + 5);
    await expect
      .poll(() =>
        page
          .locator('.cm-greptime-card')
          .innerText()
          .catch(() => ''),
      )
      .toMatch(/mem/);
  });

  test('is used with the keyboard alone: the finding, its fix, completion', async () => {
    const { page } = opened;
    await page.mouse.move(5, 340);
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+Home');
    // The panel of CodeMirror's linter lists findings, with their fixes as buttons.
    await page.keyboard.press('Control+Shift+M');
    await page.locator('.cm-panel-lint').waitFor();
    await expect.poll(() => page.locator('.cm-panel-lint').innerText()).toMatch(/missing source tables/);
    // The panel is CodeMirror's own.
    expect(await violations(page, ['.cm-panel-lint'])).toEqual([]);
    await page.locator('.cm-panel-lint .cm-diagnosticAction').first().click();
    await expect.poll(text).toMatch(/WITH \(defer_on_missing_source = true\) AS SELECT/);
    await page.keyboard.press('Escape');
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('SELECT * FROM me');
    await page.keyboard.press('Control+Space');
    await page.locator('.cm-tooltip-autocomplete').waitFor();
    await expect.poll(() => page.locator('.cm-tooltip-autocomplete [aria-selected]').first().innerText()).toMatch(/^mem/);
    // CodeMirror takes no key within 75 ms of a list that opened.
    await page.waitForTimeout(300);
    await page.keyboard.press('Enter');
    await expect.poll(text).toMatch(/SELECT \* FROM mem\b/);
  });

  test('complains about nothing, and asks nobody', () => {
    expect(opened.complaints).toEqual([]);
  });
});
