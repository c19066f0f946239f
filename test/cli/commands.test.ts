import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { RULES } from '../../analysis/index.ts';
import { folder, put, run, text } from './run.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');
const CLI = join(REPOSITORY, 'dist', 'cli.cjs');
const TABLE = 'CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);\n';
const FLOW = 'CREATE FLOW f SINK TO out AS SELECT host FROM mem;\n';

describe('explain and rules', () => {
  test.each(RULES.map(({ id, name }) => [id, name]))('%s tells all about itself', async (id, name) => {
    const byId = await run(folder(), ['explain', id]);
    expect(byId).toMatchObject({ exit: 0, err: '' });
    expect(byId.out).toContain(`${id} ${name}`);
    expect((await run(folder(), ['explain', name])).out).toBe(byId.out);
  });

  test('rules lists them, and tells machines more', async () => {
    const { out } = await run(folder(), ['rules']);
    expect(out.trimEnd().split('\n')).toHaveLength(RULES.length);
    const all = JSON.parse((await run(folder(), ['rules', '--format', 'json'])).out) as { id: string }[];
    expect(all.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
  });
});

test('init writes a configuration that holds, and knows the folders', async () => {
  const root = folder({ 'flows/a.sql': FLOW, 'tables/b.sql': TABLE });
  expect(await run(root, ['init'])).toEqual({ exit: 0, out: 'greptime-sql.json written\n', err: '' });
  expect(text(root, 'greptime-sql.json')).toContain('// "order": ["flows/**", "tables/**"]');
  expect((await run(root, ['lint'])).exit).toBe(1);
});

describe('replay', () => {
  const SQL = 'CREATE TABLE t (v BIGINT, ts TIMESTAMP TIME INDEX);\nSHOW TABLES;\nSELECT nothing FROM t;\n';

  test('--diff compares with what was recorded', async () => {
    const root = folder({ 'a.sql': SQL });
    const { out } = await run(root, ['replay', 'a.sql']);
    put(root, 'a.result', out);
    expect(await run(root, ['replay', 'a.sql', '--diff', 'a.result'])).toEqual({ exit: 0, out: '', err: '' });
    put(root, 'a.result', out.replace(/\| t( +)\|/, '| u$1|'));
    const differs = await run(root, ['replay', 'a.sql', '--diff', 'a.result']);
    expect(differs.exit).toBe(1);
    expect(differs.out).toMatch(/^--- a\/a\.result\n\+\+\+ b\/a\.result\n@@ .*\n(?: .*\n)*-\| u .*\n\+\| t .*\n/);
  });

  test('--explain-unknown counts what is not modelled', async () => {
    expect((await run(folder({ 'a.sql': SQL }), ['replay', 'a.sql', '--explain-unknown'])).out).toMatch(/^0 of 3 statements are unknown\n/);
  });
});

describe('completion', () => {
  test('bash completes commands, options and choices', async () => {
    const script = (await run(folder(), ['completion', 'bash'])).out;
    const complete = (...words: readonly string[]): readonly string[] => {
      const ask = `${script}\nCOMP_WORDS=(${words.map(word => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _greptime_sql; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return execFileSync('bash', ['-c', ask], { encoding: 'utf8' }).trim().split('\n');
    };
    expect(complete('greptime-sql', 'li')).toEqual(['lint']);
    expect(complete('greptime-sql', 'lint', '--unsafe')).toEqual(['--unsafe-fixes']);
    expect(complete('greptime-sql', 'graph', '--format', 's')).toEqual(['svg']);
  });

  test.each(['zsh', 'fish'])('%s: every command and option is in it, and no quote is open', async shell => {
    const { out } = await run(folder(), ['completion', shell]);
    for (const word of ['lint', 'format', 'replay', 'graph', 'plan', 'explain', 'import', 'unsafe-fixes', 'stdin-filename'])
      expect(out).toContain(word);
    for (const line of out.split('\n').filter(each => !each.startsWith('#'))) expect(line.split("'").length % 2).toBe(1);
  });
});

describe('the built command', () => {
  test('runs, ends with its exit code, and does not mind a reader that leaves', () => {
    const root = folder({ 'a.sql': FLOW });
    expect(spawnSync(process.execPath, [CLI, 'lint'], { cwd: root }).status).toBe(1);
    expect(spawnSync(process.execPath, [CLI, 'lint', '--fail-on', 'error'], { cwd: root }).status).toBe(0);
    expect(spawnSync(process.execPath, [CLI, 'lnt'], { cwd: root }).status).toBe(2);
    const piped = spawnSync('bash', ['-c', `'${process.execPath}' '${CLI}' rules --format json | head -c 10; exit \${PIPESTATUS[0]}`], {
      cwd: root,
      encoding: 'utf8',
    });
    expect([piped.status, piped.stderr]).toEqual([0, '']);
  });

  test('colour obeys NO_COLOR and FORCE_COLOR', () => {
    const root = folder({ 'a.sql': FLOW });
    const out = (env: object): string =>
      spawnSync(process.execPath, [CLI, 'lint'], { cwd: root, encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } }).stdout;
    expect(out({})).not.toContain('\u001b');
    expect(out({ FORCE_COLOR: '1' })).toContain('\u001b[');
    expect(out({ FORCE_COLOR: '1', NO_COLOR: '1' })).not.toContain('\u001b');
  });

  test('what it may not read is said in one sentence', () => {
    if (process.getuid?.() === 0) {
      // Root may read everything; another user is asked to, who perhaps may not enter the folder of this repository.
      const programs = folder({});
      for (const name of ['cli.cjs', 'command_line.cjs', 'core.cjs']) copyFileSync(join(dirname(CLI), name), join(programs, name));
      const root = folder({ 'a.sql': FLOW, 'b.sql': TABLE });
      for (const made of [programs, root]) chmodSync(made, 0o755);
      chmodSync(join(root, 'a.sql'), 0);
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [
          '-e',
          `process.setgid(65534); process.setuid(65534); process.argv = [process.argv[0], 'cli', 'lint', ${JSON.stringify(root)}]; require(${JSON.stringify(join(programs, 'cli.cjs'))})`,
        ],
        { encoding: 'utf8', cwd: '/' },
      );
      expect([status, stdout.split('\n')[0], stderr]).toEqual([
        2,
        `${root.slice(1)}/a.sql: skipped, it cannot be read: permission denied`,
        '',
      ]);
      return;
    }
    const root = folder({ 'a.sql': FLOW });
    chmodSync(join(root, 'a.sql'), 0);
    const { status, stdout } = spawnSync(process.execPath, [CLI, 'lint'], { cwd: root, encoding: 'utf8' });
    expect([status, stdout.split('\n')[0]]).toEqual([2, 'a.sql: skipped, it cannot be read: permission denied']);
  });

  test('--watch lints again when a file, or the configuration, changes, and ends when it is told to', async () => {
    const root = folder({ 'sub/a.sql': FLOW });
    const child = spawn(process.execPath, [CLI, 'lint', '--watch', '--format', 'gcc'], { cwd: root });
    onTestFinished(() => void child.kill('SIGKILL'));
    let out = '';
    child.stdout.on('data', chunk => (out += String(chunk)));
    child.stderr.on('data', chunk => (out += String(chunk)));
    const until = async (wanted: string): Promise<void> => {
      for (let tries = 0; !out.includes(wanted); tries++) {
        if (tries > 400) throw new Error(`waited in vain for ${wanted} in ${out}`);
        await new Promise(done => setTimeout(done, 25));
      }
      out = '';
    };
    await until('sub/a.sql:1:47: warning');
    await new Promise(done => setTimeout(done, 300));
    put(root, 'sub/b.sql', FLOW.replace('f ', 'g ').replace('out', 'tab').replace('mem', 'other'));
    await until("for flow 'g'");
    await new Promise(done => setTimeout(done, 300));
    put(root, 'greptime-sql.json', '{"catalogue": 1}');
    await until('unknown key "catalogue"');
    await new Promise(done => setTimeout(done, 300));
    put(root, 'greptime-sql.json', '{"catalog": "closed"}');
    await until('sub/a.sql:1:47: error');
    const ended = new Promise(done => child.once('exit', done));
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  test('lsp answers over standard input and output, and over a socket', async () => {
    const message = (body: object): string => {
      const json = JSON.stringify({ jsonrpc: '2.0', ...body });
      return `Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`;
    };
    const initialize = message({ id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } });
    const bye = message({ id: 2, method: 'shutdown' }) + message({ method: 'exit' });
    const spoken = spawn(process.execPath, [CLI, 'lsp', '--stdio']);
    onTestFinished(() => void spoken.kill('SIGKILL'));
    const over = new Promise(done => spoken.once('exit', done));
    let said = '';
    spoken.stdout.on('data', chunk => {
      said += String(chunk);
      if (said.includes('serverInfo')) spoken.stdin.write(bye);
    });
    spoken.stdin.write(initialize);
    expect(await over).toBe(0);
    expect(said).toContain('"serverInfo":{"name":"greptime-sql"');

    const server = createServer();
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => void server.close());
    const heard = new Promise<string>(done => {
      server.once('connection', socket => {
        let all = '';
        socket.on('data', chunk => {
          all += String(chunk);
          if (!all.includes('serverInfo')) return;
          socket.write(bye);
          done(all);
        });
        socket.on('error', () => {});
        socket.write(initialize);
      });
    });
    const child = spawn(process.execPath, [CLI, 'lsp', `--socket=${(server.address() as AddressInfo).port}`]);
    const ended = new Promise(done => child.once('exit', done));
    onTestFinished(() => void child.kill('SIGKILL'));
    expect(await heard).toContain('"name":"greptime-sql"');
    await ended;
  });

  test('installed beside nothing but itself it runs: the package has no dependency', () => {
    const root = folder({ 'sql/a.sql': FLOW, 'greptime-sql.yaml': 'catalog: closed\n' });
    mkdirSync(join(root, 'node_modules/greptime-sql/dist'), { recursive: true });
    for (const name of readdirSync(join(REPOSITORY, 'dist')).filter(file => file.endsWith('.cjs')))
      symlinkSync(join(REPOSITORY, 'dist', name), join(root, 'node_modules/greptime-sql/dist', name));
    writeFileSync(join(root, 'node_modules/greptime-sql/package.json'), text(REPOSITORY, 'package.json'));
    const { status, stdout } = spawnSync(
      process.execPath,
      ['--preserve-symlinks', '--preserve-symlinks-main', 'node_modules/greptime-sql/dist/cli.cjs', 'lint', '--format', 'gcc'],
      { cwd: root, encoding: 'utf8' },
    );
    expect([status, existsSync(join(root, 'node_modules/commander'))]).toEqual([1, false]);
    expect(stdout).toMatch(/^sql\/a\.sql:1:47: error/);
  });
});
