// node run_web.mjs <extension> <suite> <folder>: a suite in the web worker host of a current VS Code. Its server shows the workbench; a
// proxy before it tells the page which extension to develop, and hands out the extension's files from the page's own origin.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { extname, join, relative, resolve } from 'node:path';
import { launch, listen } from './browser.mjs';
import { startServer } from './server.mjs';

const [extension, suite, folder] = process.argv.slice(2).map(path => resolve(path));
const PREFIX = '/extension-under-test/';
const TYPES = {
  '.js': 'text/javascript',
  '.cjs': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

const server = await startServer({
  folder: process.env.VSCODE_SERVER,
  node: process.env.VSCODE_SERVER_NODE,
  settings: { 'security.workspace.trust.enabled': false },
  driver: true,
  socket: true,
});
const proxy = createServer((asked, answer) => {
  const { pathname } = new URL(asked.url, 'http://page');
  if (pathname.startsWith(PREFIX)) {
    sendFile(join(extension, decodeURIComponent(pathname.slice(PREFIX.length))), answer);
    return;
  }
  const headers = { ...asked.headers, 'accept-encoding': 'identity' };
  asked.pipe(
    request({ socketPath: server.socket, path: asked.url, method: asked.method, headers }, got => {
      if (pathname === '/') sendPage(got, asked.headers.host, answer);
      else {
        answer.writeHead(got.statusCode, got.headers);
        got.pipe(answer);
      }
    }),
  );
});
proxy.on('upgrade', (asked, socket, head) => {
  const up = connect(server.socket, () => {
    const lines = asked.rawHeaders.reduce((text, value, i, raw) => (i % 2 === 0 ? text : `${text}${raw[i - 1]}: ${value}\r\n`), '');
    up.write(`GET ${asked.url} HTTP/1.1\r\n${lines}\r\n`);
    up.write(head);
    socket.pipe(up).pipe(socket);
  });
  for (const end of [up, socket]) {
    end.on('error', () => {
      up.destroy();
      socket.destroy();
    });
  }
});

function sendFile(path, answer) {
  if (!path.startsWith(extension) || !existsSync(path) || !statSync(path).isFile()) {
    answer.writeHead(404).end();
    return;
  }
  answer.setHeader('content-type', TYPES[extname(path)] ?? 'text/plain');
  createReadStream(path).pipe(answer);
}

function sendPage(got, host, answer) {
  let html = '';
  got.setEncoding('utf8').on('data', part => (html += part));
  got.on('end', () => {
    const at = path => ({ scheme: 'http', authority: host, path });
    html = html.replace(/(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/, (_, before, json) => {
      const configuration = JSON.parse(json.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
      configuration.developmentOptions = {
        ...configuration.developmentOptions,
        extensions: [at(PREFIX)],
        extensionTestsPath: at(PREFIX + relative(extension, suite)),
      };
      return `${before}${JSON.stringify(configuration).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
    });
    const headers = { ...got.headers };
    delete headers['content-length'];
    delete headers['transfer-encoding'];
    answer.writeHead(got.statusCode, headers);
    answer.end(html);
  });
}

const port = await new Promise(resolve => proxy.listen(0, '127.0.0.1', () => resolve(proxy.address().port)));
let code = 2;
let browser;
try {
  browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  const result = await listen(page, 90_000);
  await page.goto(`http://127.0.0.1:${port}/?${new URLSearchParams({ folder })}`);
  code = await result();
} catch (error) {
  console.error(String(error));
} finally {
  await browser?.close();
  proxy.close();
  await server.stop();
}
process.exit(code);
