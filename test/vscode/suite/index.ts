import { version } from 'vscode';
import { STEPS } from './steps.ts';

/** Runs inside VS Code's extension host: Node's or a browser's, desktop VS Code's or the stand-in's. */
export async function run(): Promise<void> {
  const say = (line: string): void => console.log(`##suite|${line}`);
  const host = typeof process === 'object' && process.versions?.node !== undefined ? `Node ${process.versions.node}` : 'a browser worker';
  say(`VS Code ${version}, extensions in ${host}`);
  let failed = 0;
  for (const [title, step] of Object.entries(STEPS)) {
    const started = Date.now();
    try {
      await step();
      say(`ok ${title} (${Date.now() - started} ms)`);
    } catch (error) {
      failed++;
      say(`not ok ${title}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  if (failed > 0) throw new Error(`${failed} steps failed`);
}
