import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../shared.ts';
import { hasChromium } from '../vscode/browser.mjs';
import { openFolder, PICTURES, violations, type Opened } from './page.ts';

const root = join(import.meta.dirname, '..', '..');
const isThere = hasChromium && existsSync(join(root, 'playground/node_modules/monaco-editor'));

describeWith('Chromium, or Monaco (npm ci --prefix playground --ignore-scripts)', isThere, 'the playground', () => {
  let opened: Opened;
  beforeAll(async () => {
    const made = spawnSync(process.execPath, [join(root, 'dist/scripts/playground.js')], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
    opened = await openFolder(join(root, 'dist/playground'), { acceptDownloads: true });
    await opened.page.goto(opened.address);
    await opened.page.locator('#problems button').first().waitFor();
  }, 120_000);
  afterAll(() => opened?.close());

  const sql = (): Promise<string> =>
    opened.page.evaluate(() =>
      (globalThis as unknown as { playground: { editor: { getValue: () => string } } }).playground.editor.getValue(),
    );

  test('begins with the flow that waits, and says what GreptimeDB would say', async () => {
    const { page } = opened;
    await expect.poll(() => page.locator('#problems').innerText()).toMatch(/missing source tables for flow 'orders_per_minute'/);
    expect(await page.locator('#problems').innerText()).toMatch(/1004 InvalidArguments/);
    expect(await page.locator('.squiggly-error, .squiggly-warning').count()).toBeGreaterThan(0);
    await page.screenshot({ path: join(PICTURES, 'playground.png') });
    if (process.env['UPDATE_PICTURES'] !== undefined) await page.screenshot({ path: join(root, 'docs/images/playground.png') });
  });

  test('predicts the output and draws the flows', async () => {
    const { page } = opened;
    await page.getByRole('tab', { name: 'Predicted output' }).click();
    await expect.poll(() => page.locator('#output').innerText()).toMatch(/Error: 1004\(InvalidArguments\)/);
    expect(await page.locator('#output').innerText()).toMatch(/customers_per_hour/);
    await page.getByRole('tab', { name: 'Flow graph' }).click();
    await page
      .getByRole('button', { name: /^customers_per_hour active, batching, flow/ })
      .first()
      .waitFor();
  });

  test('goes from a node to the code', async () => {
    const { page } = opened;
    await page
      .getByRole('button', { name: /^customers_per_hour/ })
      .first()
      .click();
    const line = await page.evaluate(
      () =>
        (globalThis as unknown as { playground: { editor: { getPosition: () => { lineNumber: number } } } }).playground.editor.getPosition()
          .lineNumber,
    );
    expect((await sql()).split('\n')[line - 1]).toMatch(/CREATE FLOW customers_per_hour/);
  });

  test('saves the graph as SVG, PNG and Mermaid', async () => {
    const { page } = opened;
    for (const [button, name] of [
      ['Save SVG', 'flows.svg'],
      ['Save PNG', 'flows.png'],
      ['Save Mermaid', 'flows.mmd'],
    ] as const) {
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: button }).click();
      expect((await saved).suggestedFilename()).toBe(name);
    }
  });

  test.each(['light', 'dark'] as const)('has no serious violation of accessibility, on any tab, when it is %s', async colorScheme => {
    const { page } = opened;
    await page.emulateMedia({ colorScheme });
    for (const tab of ['Problems', 'Predicted output', 'Flow graph']) {
      await page.getByRole('tab', { name: tab }).click();
      // What is folded is not looked at.
      await page.locator('.outline').evaluate(list => void list.setAttribute('open', ''));
      expect(await violations(page, ['#editor']), tab).toEqual([]);
    }
    await page.locator('.outline').evaluate(list => list.removeAttribute('open'));
    await page.emulateMedia({ colorScheme: 'light' });
  });

  test('is used with the keyboard alone: to the editor, out of it, along the tabs, into the graph, to the code', async () => {
    const { page } = opened;
    await page.getByRole('tab', { name: 'Problems' }).click();
    await page.locator('#example').focus();
    const focused = (): Promise<string> =>
      page.evaluate(
        () =>
          document.activeElement?.id ||
          document.activeElement?.getAttribute('data-id') ||
          (document.activeElement?.closest('#editor') === null ? '' : 'editor'),
      );
    const seen: string[] = [];
    for (let i = 0; i < 12 && !seen.includes('tab-problems'); i++) {
      seen.push(await focused());
      await page.keyboard.press('Tab');
      if ((await focused()) === 'tab-problems') seen.push('tab-problems');
    }
    expect(seen).toEqual(expect.arrayContaining(['example', 'version', 'world', 'format', 'fix', 'share', 'editor', 'tab-problems']));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('tab-flows');
    for (let i = 0; i < 10 && !(await focused()).startsWith('flow:') && !(await focused()).startsWith('relation:'); i++)
      await page.keyboard.press('Tab');
    expect(await focused()).toMatch(/^flow:/);
    await page.keyboard.press('ArrowLeft');
    expect(await focused()).toBe('relation:public.customers');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('editor');
  });

  test('fixes and formats', async () => {
    const { page } = opened;
    await page.locator('#example').selectOption('Clauses out of order');
    await expect.poll(sql).toMatch(/EXPIRE AFTER '1 hour'\s+SINK TO/);
    await page.getByRole('tab', { name: 'Problems' }).click();
    await expect.poll(() => page.locator('#problems').innerText()).not.toMatch(/would accept all/);
    await page.getByRole('button', { name: 'Fix all' }).click();
    await expect.poll(sql).toMatch(/SINK TO hot_sensors\s+EXPIRE AFTER '1 hour'/);
    expect(await page.locator('#said').innerText()).toMatch(/Fixed/);
    await page.getByRole('button', { name: 'Format' }).click();
    await expect.poll(sql).toMatch(/\nGROUP BY sensor, slot;/);
    await page.getByRole('button', { name: 'Fix all' }).click();
    await expect.poll(() => page.locator('#said').innerText()).toMatch(/Nothing can be fixed/);
  });

  test('has examples of what GreptimeDB accepts', async () => {
    const { page } = opened;
    for (const [example, said] of [
      ['A pipeline of flows', /CREATE VIEW slow_hosts/],
      ['PromQL in SQL', /TQL EVAL/],
    ] as const) {
      await page.locator('#example').selectOption(example);
      await expect.poll(() => page.locator('#output').textContent(), example).toMatch(said);
      expect(await page.locator('#output').textContent(), example).not.toMatch(/Error:/);
      await expect.poll(() => page.locator('#problems').innerText(), example).toMatch(/would accept all/);
    }
  });

  test('breaks long lines of the output, and no table', async () => {
    const { page } = opened;
    await page.locator('#example').selectOption('A flow that waits');
    await page.getByRole('tab', { name: 'Predicted output' }).click();
    await expect.poll(() => page.locator('#output').innerText()).toMatch(/Error: 1004/);
    expect(await page.locator('#output').evaluate(panel => panel.scrollWidth <= panel.clientWidth)).toBe(true);
    expect(await page.locator('#output .table').first().innerText()).toMatch(/^\+-+\+$/);
  });

  test('says what is missing where there is nothing', async () => {
    const { page } = opened;
    await page.evaluate(() =>
      (globalThis as unknown as { playground: { editor: { setValue: (text: string) => void } } }).playground.editor.setValue(''),
    );
    await expect.poll(() => page.locator('#output').innerText()).toBe('There is no statement yet.');
    await page.getByRole('tab', { name: 'Flow graph' }).click();
    await page.getByText('Nothing creates a flow or a view yet.').waitFor();
    expect(await page.getByRole('button', { name: 'Save SVG' }).isVisible()).toBe(false);
  });

  test('shares its state in the address', async () => {
    const { page, address } = opened;
    await page.locator('#example').selectOption('PromQL in SQL');
    await page.getByRole('button', { name: 'Share' }).click();
    await expect.poll(() => page.url()).toMatch(/#version=1\.3&world=closed&sql=/);
    const shared = page.url();
    expect(shared.startsWith(address)).toBe(true);
    await page.goto('about:blank');
    await page.goto(shared);
    await expect.poll(sql).toMatch(/http_requests_total/);
  });

  test('judges as another release does', async () => {
    const { page } = opened;
    // The page is loaded again: its server begins anew.
    await Promise.all([page.waitForEvent('load'), page.locator('#version').selectOption('1.1')]);
    expect(await page.locator('#version').inputValue()).toBe('1.1');
    await expect.poll(sql).toMatch(/http_requests_total/);
  });

  test('complains about nothing, and asks nobody else', () => {
    expect(opened.complaints).toEqual([]);
  });
});
