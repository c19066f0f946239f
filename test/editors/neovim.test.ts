import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeWith } from '../shared.ts';

const server = join(import.meta.dirname, '..', '..', 'dist', 'server.cjs');
const script = join(import.meta.dirname, 'neovim.lua');
const isThere = spawnSync('nvim', ['--version']).status === 0;

describeWith('Neovim', isThere, 'the language server in Neovim', () => {
  test('shows the finding and the hover, and an edit clears the finding', () => {
    const root = mkdtempSync(join(tmpdir(), 'greptime-sql-neovim-'));
    try {
      writeFileSync(join(root, '01_tables.sql'), 'CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);\n');
      writeFileSync(join(root, '02_flows.sql'), 'CREATE FLOW late SINK TO out_late AS SELECT host FROM nowhere;\n');
      const run = spawnSync('nvim', ['--headless', '-u', 'NONE', '-i', 'NONE', '-c', `luafile ${script}`], {
        encoding: 'utf8',
        env: { ...process.env, LSP_COMMAND: `${process.execPath} ${server} --stdio`, LSP_ROOT: root },
        timeout: 60_000,
      });
      // Headless Neovim prints to the error stream.
      const seen = run.stdout + run.stderr;
      expect(seen).toContain('DIAGNOSTIC 0:54 severity=2 flow-missing-source: Invalid SQL, error: missing source tables for flow \'late\'');
      expect(seen).toContain('1004 InvalidArguments');
      expect(seen).toMatch(/HOVER .*flow late/);
      expect(seen).toContain('CLEARED');
      expect(run.status).toBe(0);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
