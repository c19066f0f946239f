// node run_node.mjs <extension> <suite> <folder>: a suite in the Node host of VS Code, through @vscode/test-electron.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';

const [extensionDevelopmentPath, extensionTestsPath, folder] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), 'greptime-sql-profile-'));
// A missing folder of installed extensions would hide the one under development too.
const extensions = join(profile, 'extensions');
mkdirSync(extensions);
try {
  await runTests({
    vscodeExecutablePath: process.env.VSCODE_EXECUTABLE_PATH,
    extensionDevelopmentPath,
    extensionTestsPath,
    launchArgs: [folder, '--disable-workspace-trust', `--extensions-dir=${extensions}`, `--user-data-dir=${join(profile, 'user')}`],
  });
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
} finally {
  rmSync(profile, { recursive: true, force: true });
}
