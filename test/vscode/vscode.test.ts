import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeWith } from '../shared.ts';

/** The executable to run: a desktop VS Code, or the stand-in. Set by `.ci/editors`, or by hand. */
const executable = process.env['VSCODE_EXECUTABLE_PATH'];
const root = join(import.meta.dirname, '..', '..');

describeWith('VSCODE_EXECUTABLE_PATH', executable !== undefined && existsSync(executable), 'the extension in VS Code', () => {
  test('shows the finding and the hover, and its fix clears the finding', () => {
    const folder = mkdtempSync(join(tmpdir(), 'greptime-sql-vscode-'));
    try {
      writeFileSync(join(folder, '01_tables.sql'), 'CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);\n');
      writeFileSync(join(folder, '02_flows.sql'), 'CREATE FLOW late SINK TO out_late AS SELECT host FROM nowhere;\n');
      const run = spawnSync(process.execPath, [join(import.meta.dirname, 'run.mjs'), root, join(import.meta.dirname, 'suite.cjs'), folder], {
        encoding: 'utf8',
        timeout: 150_000,
      });
      const seen = run.stdout + run.stderr;
      expect(seen).toContain('ok applies the fix, which clears the finding');
      expect(seen).not.toContain('not ok');
      expect(run.status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 180_000);
});
