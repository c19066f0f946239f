import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from './client.mjs';
import { random, texts } from './corpus.mjs';
import { quantile } from './numbers.mjs';

const here = import.meta.dirname;
const bin = name => join(here, 'node_modules', '.bin', name);

/** The servers, and how each tells what it found. */
export const SERVERS = {
  'greptime-sql': {
    command: process.execPath,
    args: [join(here, '..', 'dist', 'server.cjs'), '--stdio'],
    language: 'greptime-sql',
    extension: 'sql',
  },
  'null server': { command: process.execPath, args: [join(here, 'null_server.mjs'), '--stdio'], language: 'sql', extension: 'sql' },
  'null server, 110 findings': {
    command: process.execPath,
    args: [join(here, 'null_server.mjs'), '--stdio', '--findings=110'],
    language: 'sql',
    extension: 'sql',
  },
  squawk: { command: bin('squawk'), args: ['server'], language: 'sql', extension: 'sql', pull: true },
  'postgres-language-server': { command: bin('postgres-language-server'), args: ['lsp-proxy'], language: 'sql', extension: 'sql' },
};

/** A server that has said nothing for so long will say nothing. */
const PATIENCE = 15_000;

/** Tables of a file, and who reads them: what the recordings have of both does not suit every peer. */
function tables(file) {
  return Array.from({ length: 8 }, (_, i) => {
    const name = `made_${file}_${i}_end`;
    return `CREATE TABLE ${name} (host STRING, v DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));\nSELECT host, max(v) FROM ${name} GROUP BY host;`;
  });
}

/**
 * Where to type: in a column of a table that is made (`ddl`), or in the first words of statements that leave the catalog as it is. The two are
 * measured apart: the one may change what is true of all statements behind it.
 */
function placesIn(statements, ddl) {
  const places = [];
  let line = 0;
  for (const statement of statements) {
    const lines = statement.split('\n');
    const column = /^create table (if not exists )?[\w.]+ ?\(\s*\w/i.exec(lines[0]);
    if (ddl && column !== null) places.push({ line, word: column[0].length });
    const at = lines.findIndex(one => /\w\w/.test(one));
    if (!ddl && at !== -1 && !/^\s*(--.*\s+)*(create|drop|alter)\b/i.test(statement))
      places.push({ line: line + at, word: lines[at].search(/\w\w/) + 1 });
    line += lines.length;
  }
  return places;
}

/** Types a character and takes it back, at places all over the files; milliseconds from each edit to the diagnostics of its version. */
export async function latency(name, { size, files = 1, edits = 200, ddl = false, statements: given }) {
  const server = SERVERS[name];
  const { own, peer } = given === undefined ? await texts('pg', size) : { own: given, peer: given };
  const statements = name === 'greptime-sql' || name.startsWith('null server') ? own : peer;
  const folder = mkdtempSync(join(tmpdir(), 'greptime-sql-bench-'));
  const documents = [];
  const perFile = Math.ceil(statements.length / files);
  for (let i = 0; i < files; i++) {
    const path = join(folder, `${String(i).padStart(5, '0')}.${server.extension}`);
    const own_ = [...(ddl ? tables(i) : []), ...statements.slice(i * perFile, (i + 1) * perFile)];
    documents.push({ uri: pathToFileURL(path).href, text: own_.join('\n'), version: 1, places: placesIn(own_, ddl) });
    writeFileSync(path, documents[i].text);
  }
  const client = new Client(server.command, server.args, { cwd: folder });
  try {
    const { took } = await client.initialize(pathToFileURL(folder).href, server.pull === true);
    const next = random(11);
    const wait = async (document, send) => {
      const begun = performance.now();
      if (server.pull === true) {
        send();
        await client.ask('textDocument/diagnostic', { textDocument: { uri: document.uri } });
      } else {
        const found = client.diagnostics(document.uri, document.version, PATIENCE);
        send();
        if ((await found) === undefined) return undefined;
      }
      return performance.now() - begun;
    };
    const opening = performance.now();
    const opened = [];
    for (const document of documents) {
      opened.push(
        wait(document, () =>
          client.notify('textDocument/didOpen', {
            textDocument: { uri: document.uri, languageId: server.language, version: 1, text: document.text },
          }),
        ),
      );
    }
    await Promise.all(opened);
    const open = performance.now() - opening;
    await new Promise(resolve => void setTimeout(resolve, 4000));
    const times = [];
    let missed = 0;
    for (let i = 0; i < edits; i++) {
      const document = ddl ? documents[Math.floor(documents.length / 2)] : documents[Math.floor(next() * documents.length)];
      const { line, word } = document.places[Math.floor(next() * document.places.length)];
      for (const back of [false, true]) {
        document.version++;
        const range = { start: { line, character: word }, end: { line, character: back ? word + 1 : word } };
        const took_ = await wait(document, () =>
          client.notify('textDocument/didChange', {
            textDocument: { uri: document.uri, version: document.version },
            contentChanges: [{ range, text: back ? '' : 'x' }],
          }),
        );
        if (took_ !== undefined) times.push(took_);
        else if (++missed > 2) i = edits;
      }
    }
    return {
      name,
      size,
      files,
      initialize: took,
      open,
      edits: times.length,
      p50: quantile(times, 0.5),
      p99: quantile(times, 0.99),
      max: quantile(times, 1),
      memory: client.memory(),
    };
  } finally {
    client.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from the start of a server's process to its answer to `initialize`. It is ended as editors do, so that it can keep what it wants for the next start. */
export async function initializeTime(name, env = process.env) {
  const server = SERVERS[name] ?? {
    command: process.execPath,
    args: [join(here, 'node_modules', 'vscode-langservers-extracted', 'bin', 'vscode-json-language-server'), '--stdio'],
  };
  const client = new Client(server.command, server.args, { env });
  try {
    const { took } = await client.initialize('file:///nowhere', false);
    await client.end();
    return took;
  } finally {
    client.stop();
  }
}
