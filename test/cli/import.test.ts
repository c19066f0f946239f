import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSession, type Session } from '../../catalog/index.ts';
import { findings, folder, put, run, text } from './run.ts';

const LIVE = `CREATE DATABASE iot WITH (ttl = '7d');
CREATE TABLE cpu (host STRING, busy DOUBLE NULL DEFAULT 0, note STRING COMMENT 'it''s', ts TIMESTAMP(3) NOT NULL, TIME INDEX (ts), PRIMARY KEY (host)) ENGINE=mito WITH (append_mode = 'true', ttl = '30d');
CREATE VIEW z_base AS SELECT host, busy FROM cpu;
CREATE VIEW a_top AS SELECT host FROM z_base;
CREATE FLOW per_minute SINK TO cpu_1m EXPIRE AFTER '1 day' AS SELECT host, max(busy) AS peak, date_bin('1 minute'::INTERVAL, ts) AS minute_start FROM cpu GROUP BY host, minute_start;
USE iot;
CREATE TABLE sensor (sensor_id BIGINT UNSIGNED, v DOUBLE, ts TIMESTAMP(9) TIME INDEX);`;

interface Snapshot {
  readonly objects: readonly {
    readonly kind: string;
    readonly database: string;
    readonly name: string;
    readonly sql: string | readonly string[];
  }[];
}

/** A GreptimeDB on this machine that speaks the documented HTTP answers; what it holds is simulated. */
async function loopback(token?: string): Promise<{ readonly url: string; readonly asked: string[] }> {
  const session = openSession({});
  for (const report of session.run(LIVE)) expect(report).toMatchObject({ verdict: 'accepted' });
  const asked: string[] = [];
  const server = createServer((request, response) => void answer(request, response, session, asked, token));
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  session: Session,
  asked: string[],
  token: string | undefined,
): Promise<void> {
  const reply = (status: number, body: object): void =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const url = new URL(request.url!, 'http://localhost');
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const sql = new URLSearchParams(body).get('sql') ?? '';
  asked.push(sql);
  if (url.pathname !== '/v1/sql' || request.method !== 'POST') return reply(404, {});
  if (token !== undefined && request.headers.authorization !== `Basic ${Buffer.from(token).toString('base64')}`)
    return reply(401, { code: 7002, error: 'Username and password does not match' });
  const [, report] = session.run(`USE "${url.searchParams.get('db') ?? 'public'}"; ${sql}`);
  if (report?.verdict !== 'accepted')
    return reply(400, { code: report?.status?.code ?? 1003, error: report?.message ?? report?.why ?? '', execution_time_ms: 0 });
  const { columns, rows } = drawn(report.answer!);
  return reply(200, {
    output: [
      { records: { schema: { column_schemas: columns.map(name => ({ name, data_type: 'String' })) }, rows, total_rows: rows.length } },
    ],
    execution_time_ms: 1,
  });
}

/** The rows of a table as the simulated server draws it. */
function drawn(table: string): { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const [header, ...lines] = table.split('\n').filter(line => line.startsWith('|'));
  const widths = header!
    .slice(1, -1)
    .split('|')
    .map(cell => cell.length);
  const cut = (line: string): string[] => {
    let at = 1;
    return widths.map(width =>
      line
        .slice(at, (at += width + 1) - 1)
        .slice(1)
        .trimEnd(),
    );
  };
  const rows: string[][] = [];
  for (const line of lines) {
    const cells = cut(line);
    if (cells[0] === '' && rows.length > 0 && widths.length > 1)
      rows.at(-1)!.forEach((_, index, row) => void (index > 0 && (row[index] += `\n${cells[index]}`)));
    else rows.push(cells);
  }
  return { columns: cut(header!).map(name => name.trim()), rows };
}

async function imported(root: string, args: readonly string[], env: Record<string, string> = {}): Promise<Snapshot> {
  const { exit, err } = await run(root, ['import', ...args], { env });
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  return JSON.parse(text(root, 'greptime.snapshot.json')) as Snapshot;
}

const namesOf = ({ objects }: Snapshot): readonly string[] => objects.map(({ kind, name }) => `${kind} ${name}`);

describe('from a server', () => {
  test('everything that SHOW CREATE prints, in an order in which it can be made', async () => {
    const root = folder();
    const { url, asked } = await loopback();
    const snapshot = await imported(root, ['--url', url]);
    expect(namesOf(snapshot)).toEqual([
      'database iot',
      'table sensor',
      'table cpu',
      'table cpu_1m',
      'view z_base',
      'view a_top',
      'flow per_minute',
    ]);
    for (const sql of asked) expect(sql).toMatch(/^(SHOW|SELECT) /);
    put(root, 'greptime-sql.json', '{"catalog": "closed", "snapshots": ["greptime.snapshot.json"]}');
    put(
      root,
      'a.sql',
      'CREATE FLOW g SINK TO tab AS SELECT host FROM a_top;\nSELECT peak FROM cpu_1m;\nSELECT v FROM iot.sensor;\nDROP FLOW per_minute;\nCREATE FLOW h SINK TO log AS SELECT host FROM mem;\n',
    );
    expect((await findings(root)).filter(found => found.includes(' error '))).toEqual(['a.sql:5:47 error flow-missing-source']);
  });

  test('only the databases that are asked for', async () => {
    const { url } = await loopback();
    expect(namesOf(await imported(folder(), ['--url', `${url}/`, '--database', 'iot']))).toEqual([
      'database iot',
      'table sensor',
      'flow per_minute',
    ]);
    expect((await run(folder(), ['import', '--url', url, '--database', 'nope'])).err).toBe(
      'greptime-sql: the server has no database nope\n',
    );
  });

  test('credentials come from the environment', async () => {
    const { url } = await loopback('me:secret');
    const refused = await run(folder(), ['import', '--url', url]);
    expect(refused).toMatchObject({ exit: 2, err: `greptime-sql: ${url} wants other credentials (401): GREPTIME_TOKEN holds them\n` });
    await imported(folder(), ['--url', url], { GREPTIME_TOKEN: 'me:secret' });
    await imported(folder(), ['--url', url], { GREPTIME_TOKEN: Buffer.from('me:secret').toString('base64') });
    expect((await run(folder(), ['import', '--url', url.replace('//', '//me:secret@')])).err).toContain(
      'credentials belong in the environment variable GREPTIME_TOKEN',
    );
  });

  test('what answers otherwise is no GreptimeDB, and nothing is written', async () => {
    const server = createServer((_request, response) => void response.end('<html>'));
    await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const root = folder();
    expect((await run(root, ['import', '--url', `http://127.0.0.1:${port}`])).err).toBe(
      `greptime-sql: http://127.0.0.1:${port} does not answer as GreptimeDB does (200)\n`,
    );
    expect((await run(root, ['import', '--url', 'http://127.0.0.1:1'])).err).toMatch(
      /^greptime-sql: cannot reach http:\/\/127\.0\.0\.1:1: /,
    );
    expect((await run(root, ['import', '--url', 'ftp://x'])).err).toContain('is no URL of an HTTP server');
    expect(() => text(root, 'greptime.snapshot.json')).toThrow();
  });
});

describe('from dumps', () => {
  test('SQL', async () => {
    const snapshot = await imported(folder({ 'dump.sql': `${LIVE}\nINSERT INTO sensor VALUES (1, 2, 3);\n` }), ['dump.sql']);
    expect(namesOf(snapshot)).toEqual(['database iot', 'table sensor', 'table cpu', 'view z_base', 'view a_top', 'flow per_minute']);
    expect(snapshot.objects.find(({ name }) => name === 'sensor')!.database).toBe('iot');
  });

  test('what a client draws of SHOW CREATE', async () => {
    const session = openSession({});
    const answers = session
      .run(`${LIVE.split('USE')[0]} SHOW CREATE TABLE cpu; SHOW CREATE VIEW z_base; SHOW CREATE FLOW per_minute;`)
      .flatMap(({ answer: shown }) => (shown?.startsWith('+') === true ? [shown] : []));
    const snapshot = await imported(folder({ 'dump.txt': answers.join('\n\n') }), ['dump.txt']);
    expect(namesOf(snapshot)).toEqual(['table cpu', 'view z_base', 'flow per_minute']);
    expect(snapshot.objects[0]!.sql).toContain("  'ttl' = '30days'".replace("'ttl'", 'ttl').replace('30days', '30days'));
  });

  test('rows of information_schema as JSON: tables as they were', async () => {
    const { url } = await loopback();
    const ask = async (sql: string): Promise<string> =>
      (await fetch(`${url}/v1/sql`, { method: 'POST', body: new URLSearchParams({ sql }) })).text();
    const columns = await ask(
      "SELECT table_schema, table_name, column_name, ordinal_position, data_type, semantic_type, column_default, is_nullable, column_comment FROM information_schema.columns WHERE table_schema = 'iot' OR table_name = 'cpu'",
    );
    const root = folder({ 'columns.json': columns });
    expect(namesOf(await imported(root, ['columns.json']))).toEqual(['database iot', 'table sensor', 'table cpu']);
    put(root, 'greptime-sql.json', '{"catalog": "closed", "snapshots": ["greptime.snapshot.json"]}');
    put(root, 'a.sql', 'SELECT host, busy, note, ts FROM cpu;\nSELECT sensor_id, v FROM iot.sensor;\n');
    expect(await findings(root)).toEqual([]);
  });

  test('nothing in it, or no JSON, is said', async () => {
    expect((await run(folder({ 'x.sql': 'SELECT 1;' }), ['import', 'x.sql'])).err).toContain(
      'there is nothing in it that makes a database',
    );
    expect((await run(folder({ 'x.json': '{"output": [' }), ['import', 'x.json'])).err).toMatch(
      /^greptime-sql: x\.json: this is not JSON: /,
    );
    expect((await run(folder(), ['import'])).err).toBe('greptime-sql: name the dumps to read, or a server with --url\n');
    expect((await run(folder(), ['import', 'no.sql'])).err).toBe('greptime-sql: cannot read no.sql: no such file\n');
  });
});
