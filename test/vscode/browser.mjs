// The browser that shows workbenches and pages.
import { existsSync } from 'node:fs';
import { format } from 'node:util';
import { chromium } from 'playwright-core';

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const hasChromium = existsSync(CHROMIUM);

export function launch() {
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
}

/** Marks the lines of a suite among all that a workbench logs. */
export const MARK = '##suite|';

/** Lets the suite that runs in a page's extension host report: the promise is its exit code. */
export async function listen(page, milliseconds) {
  const done = new Promise(resolve => page.exposeFunction('codeAutomationExit', resolve));
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    const line = format(...args).trimEnd();
    if (line.startsWith(MARK)) console.log(line.slice(MARK.length));
    else if (process.env.DEBUG) console.log(`[${type}] ${line.slice(0, 400)}`);
  });
  if (process.env.DEBUG) page.on('pageerror', error => console.log('[pageerror]', error.stack));
  const late = new Promise(resolve => setTimeout(resolve, milliseconds, 'late'));
  return async () => {
    const code = await Promise.race([done, late]);
    if (code !== 'late') return code;
    console.error(`the suite reported nothing within ${milliseconds} ms`);
    return 2;
  };
}
