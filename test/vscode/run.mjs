// node run.mjs <extension folder> <suite> <workspace folder>: one run of a suite through @vscode/test-electron.
import { runTests } from '@vscode/test-electron';

const [extensionDevelopmentPath, extensionTestsPath, folder] = process.argv.slice(2);
try {
  await runTests({ vscodeExecutablePath: process.env.VSCODE_EXECUTABLE_PATH, extensionDevelopmentPath, extensionTestsPath, launchArgs: [folder, '--disable-workspace-trust'] });
} catch (error) {
  console.error(String(error));
  process.exit(1);
}
