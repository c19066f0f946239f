// VS Code's own server, as it lies inside the npm package code-server: the workbench in a page, extensions in a Node process.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'telemetry.telemetryLevel': 'off',
};

/** Starts a server with a profile of its own. `folder` holds `out/server-main.js`; `socket` instead of a port for a proxy before it. */
export async function startServer({
  folder,
  node = process.execPath,
  settings = {},
  vsix = [],
  extensions,
  driver = false,
  socket = false,
}) {
  const home = mkdtempSync(join(tmpdir(), 'greptime-sql-vscode-'));
  const data = join(home, 'data');
  const installed = extensions ?? join(home, 'extensions');
  // Settings of the user are kept on the server's side.
  mkdirSync(join(data, 'data/User'), { recursive: true });
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(data, 'data/User/settings.json'), JSON.stringify({ ...QUIET, ...settings }));
  const env = { ...process.env, HOME: home, XDG_RUNTIME_DIR: home, GREPTIME_SQL_STAND_IN: '1' };
  const base = [
    join(folder, 'out/server-main.js'),
    '--server-data-dir',
    data,
    '--extensions-dir',
    installed,
    '--accept-server-license-terms',
  ];
  for (const file of vsix) {
    const done = spawnSync(node, [...base, '--install-extension', file], { env, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`${file} could not be installed: ${done.stdout}${done.stderr}`);
  }
  const port = socket ? undefined : await freePort();
  const where = socket ? ['--socket-path', join(home, 'socket')] : ['--host', '127.0.0.1', '--port', String(port)];
  const server = spawn(
    node,
    [...base, ...where, '--without-connection-token', '--telemetry-level', 'off', ...(driver ? ['--enable-smoke-test-driver'] : [])],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what it starts ends with it.
      detached: true,
      env,
    },
  );
  let log = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', data => (log += data));
  const stop = async () => {
    try {
      process.kill(-server.pid, 'SIGTERM');
    } catch {
      // It is gone already.
    }
    if (server.exitCode === null) await Promise.race([new Promise(resolve => server.once('exit', resolve)), pause(5000)]);
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  for (let i = 0; !log.includes('Extension host agent listening'); i++) {
    if (i > 600 || server.exitCode !== null) {
      await stop();
      throw new Error(`VS Code's server did not start:\n${log}`);
    }
    await pause(50);
  }
  return {
    home,
    pid: server.pid,
    port,
    socket: socket ? join(home, 'socket') : undefined,
    url: `http://127.0.0.1:${port}`,
    stop,
    log: () => log,
  };
}

export function pause(milliseconds) {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

function freePort() {
  return new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
