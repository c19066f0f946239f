import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { program } from '../../cli/program.ts';
import { cacheFolder } from '../../start/cache_folder.ts';
import { codeCache, type CodeCache } from '../../start/code_cache.ts';
import { scripts } from '../../start/scripts.ts';
import { readFrames } from '../fuzz/client.ts';
import { describeWith } from '../shared.ts';

const DIST = join(import.meta.dirname, '..', '..', 'dist');
const user = process.getuid?.();
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'greptime-sql-start-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('scripts with kept code', () => {
  let cache: CodeCache;
  beforeEach(() => {
    writeFileSync(
      join(home, 'a.cjs'),
      "const { join } = require('node:path'); const { twice } = require('./b.cjs'); module.exports = twice(join('x', 'y'));",
    );
    writeFileSync(join(home, 'b.cjs'), "'use strict'; exports.twice = text => text + text;");
    mkdirSync(join(home, 'cache'));
    cache = codeCache(join(home, 'cache'), user);
  });
  /** What the first script says, and how much code was compiled for it. */
  const run = (
    digests: Readonly<Record<string, string>> = { 'a.cjs': '1', 'b.cjs': '1' },
    kept: CodeCache | undefined = cache,
  ): readonly [unknown, number] => {
    const made = scripts(home, kept, script => (script in digests ? `${script}-${digests[script]}` : undefined));
    return [made.load('a.cjs'), made.keep()];
  };

  test('are compiled once', () => {
    expect(run()).toEqual(['x/yx/y', 2]);
    expect(run()).toEqual(['x/yx/y', 0]);
  });

  test('are compiled again when they are others', () => {
    run();
    writeFileSync(join(home, 'b.cjs'), 'exports.twice = text => text;');
    expect(run({ 'a.cjs': '1', 'b.cjs': '2' })).toEqual(['x/y', 1]);
    // V8 sees by the length that the code is of another text.
    writeFileSync(join(home, 'b.cjs'), "exports.twice = text => text + '!';");
    expect(run({ 'a.cjs': '1', 'b.cjs': '2' })).toEqual(['x/y!', 1]);
  });

  test.each([
    ['nothing', () => Buffer.alloc(0)],
    ['one bit', (code: Buffer) => (code.fill(code[code.length >> 1]! ^ 1, code.length >> 1, (code.length >> 1) + 1), code)],
    ['half of it', (code: Buffer) => code.subarray(0, code.length >> 1)],
  ])('are compiled again where the code was damaged: %s', (_what, damage) => {
    run();
    const path = join(home, 'cache', 'b.cjs-1');
    writeFileSync(path, damage(readFileSync(path)));
    expect(run()).toEqual(['x/yx/y', 1]);
    expect(run()).toEqual(['x/yx/y', 0]);
  });

  test('do without where nothing can be kept', () => {
    expect(run(undefined, codeCache(join(home, 'nowhere'), user))).toEqual(['x/yx/y', 2]);
    expect(readdirSync(join(home, 'cache'))).toEqual([]);
  });

  test('take no code that belongs to somebody else', () => {
    run();
    if (user !== undefined) expect(run(undefined, codeCache(join(home, 'cache'), user + 1))).toEqual(['x/yx/y', 2]);
  });

  test('whose code is old are forgotten', () => {
    run();
    const old = join(home, 'cache', 'old');
    writeFileSync(old, '');
    spawnSync('touch', ['-d', '40 days ago', old]);
    run({ 'a.cjs': '2' });
    expect(readdirSync(join(home, 'cache')).toSorted()).toEqual(['a.cjs-1', 'a.cjs-2', 'b.cjs-1']);
  });
});

describe.runIf(process.platform === 'linux')('the folder for code', () => {
  const folder = (more: object = {}): string | undefined =>
    cacheFolder({ env: { XDG_CACHE_HOME: home, ...more }, platform: 'linux', user });
  const own = (): string => join(home, 'greptime-sql', 'code');

  test('is made for the user alone', () => {
    expect(folder()).toBe(own());
    expect(statSync(own()).mode & 0o777).toBe(0o700);
    expect(folder()).toBe(own());
  });

  test('is refused where others may write, or read', () => {
    folder();
    for (const mode of [0o770, 0o707, 0o755]) {
      chmodSync(own(), mode);
      expect(folder()).toBeUndefined();
    }
  });

  test('is refused where it is a link, or another user has it', () => {
    const there = join(home, 'there');
    mkdirSync(there, { mode: 0o700 });
    mkdirSync(join(home, 'greptime-sql'));
    symlinkSync(there, own());
    expect(folder()).toBeUndefined();
    rmSync(own());
    expect(cacheFolder({ env: { XDG_CACHE_HOME: home }, platform: 'linux', user: user! + 1 })).toBeUndefined();
    expect(existsSync(own())).toBe(false);
  });

  test('is not looked for where none is wanted, where it cannot be, or in the working folder', () => {
    expect(folder({ NODE_DISABLE_COMPILE_CACHE: '1' })).toBeUndefined();
    writeFileSync(join(home, 'file'), '');
    expect(folder({ XDG_CACHE_HOME: join(home, 'file') })).toBeUndefined();
    expect(cacheFolder({ env: { LOCALAPPDATA: undefined }, platform: 'win32', user: undefined })).toBeUndefined();
    expect(readdirSync(home)).toEqual(['file']);
  });
});

test('of the commands, only the one that is wanted is made', () => {
  const terminal = { cwd: home, out: () => {}, err: () => {}, colour: false, env: {}, input: () => Promise.resolve(''), now: () => 0 };
  const names = (wanted?: string): readonly string[] => program(terminal, () => {}, wanted).commands.map(command => command.name());
  expect(names('lint')).toEqual(['lint']);
  const all = names();
  expect(all).toContain('plan');
  for (const other of ['completion', 'help', '--help', 'lnt', 'toString', undefined]) expect(names(other)).toEqual(all);
});

/** Writes down which scripts of ours a program reads. */
const WITNESS = `
const fs = require('node:fs'), { basename } = require('node:path'), { readFileSync } = fs;
fs.readFileSync = (path, ...more) => {
  if (/dist.\\w+\\.cjs$/.test(String(path))) fs.appendFileSync(process.env.WITNESSED, basename(path) + ' ');
  return readFileSync(path, ...more);
};
`;

describeWith('dist/cli.cjs (npm run build)', existsSync(join(DIST, 'cli.cjs')), 'the programs', () => {
  const env = (): NodeJS.ProcessEnv => ({
    ...process.env,
    NODE_DISABLE_COMPILE_CACHE: '',
    XDG_CACHE_HOME: home,
    LOCALAPPDATA: home,
    HOME: home,
    WITNESSED: join(home, 'read'),
  });
  const kept = (): readonly string[] => {
    const folder = process.platform === 'darwin' ? join(home, 'Library', 'Caches') : home;
    const code = join(folder, 'greptime-sql', 'code');
    return existsSync(code)
      ? readdirSync(code).map(name => `${name.split('-').slice(0, 2).join(' ')} ${statSync(join(code, name)).ino}`)
      : [];
  };
  /** The scripts that were read since the witness was last asked, but for the one that Node was given. */
  const read = (): readonly string[] => {
    const names = existsSync(join(home, 'read')) ? readFileSync(join(home, 'read'), 'utf8').trim().split(' ') : [];
    return names.filter(name => name !== 'cli.cjs' && name !== 'server.cjs');
  };
  const guarded = (): readonly string[] => {
    writeFileSync(join(home, 'witness.cjs'), WITNESS);
    rmSync(join(home, 'read'), { force: true });
    return ['--require', join(home, 'witness.cjs')];
  };
  const witnessed = (...args: readonly string[]): readonly string[] => {
    spawnSync(process.execPath, [...guarded(), join(DIST, 'cli.cjs'), ...args], { cwd: home, env: env() });
    return read();
  };

  test('keep what they compiled once for each command, and say the same with it', () => {
    writeFileSync(join(home, 'a.sql'), 'SELECT 1;\nSELECT FROM;\n');
    const lint = (...args: readonly string[]): readonly [number | null, string] => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(DIST, 'cli.cjs'), 'lint', ...args], {
        cwd: home,
        encoding: 'utf8',
        env: env(),
      });
      return [status, stdout + stderr];
    };
    expect(lint('nowhere.sql')[0]).toBe(2);
    expect(kept()).toEqual([]);
    const first = lint('a.sql');
    expect(first[0]).toBe(1);
    const after = kept();
    expect(after.map(name => name.replace(/ \d+$/, ''))).toEqual(['command_line.cjs lint_files', 'core.cjs lint_files']);
    expect(lint('a.sql')).toEqual(first);
    expect(kept()).toEqual(after);
    // A run over a folder may need more.
    lint('.');
    expect(kept()).toHaveLength(4);
  });

  test('load no more than they need', () => {
    writeFileSync(join(home, 'a.sql'), 'SELECT 1;\n');
    expect(witnessed('--help')).toEqual(['command_line.cjs']);
    expect(witnessed('lint', '--help')).toEqual(['command_line.cjs']);
    expect(witnessed('lint', 'a.sql')).toEqual(['command_line.cjs', 'core.cjs']);
    writeFileSync(join(home, 'greptime-sql.yaml'), 'catalog: closed\n');
    expect(witnessed('lint', 'a.sql')).toEqual(['command_line.cjs', 'core.cjs', 'yaml.cjs']);
  });

  test('the server introduces itself before it loads what knows SQL', async () => {
    const server = spawn(process.execPath, [...guarded(), join(DIST, 'server.cjs'), '--stdio'], { env: env() });
    const ended = new Promise(resolve => server.on('exit', resolve));
    const send = (message: object): void => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    const before: unknown[] = [];
    readFrames(server.stdout, ({ id }) => {
      before.push([id, ...read()]);
      if (id === 1) send({ id: 2, method: 'greptime-sql/graph', params: {} });
      if (id === 2) send({ id: 3, method: 'shutdown' });
      if (id === 3) send({ method: 'exit' });
    });
    const capabilities = {
      textDocument: { diagnostic: {}, codeAction: { codeActionLiteralSupport: {} }, rename: { prepareSupport: true } },
      workspace: { configuration: false, textDocumentContent: {} },
    };
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities } });
    await ended;
    const light = ['language_server.cjs'];
    const whole = [...light, 'core.cjs'];
    expect(before).toEqual([
      [1, ...light],
      [2, ...whole],
      [3, ...whole],
    ]);
    expect(kept().map(name => name.replace(/ \d+$/, ''))).toEqual(['core.cjs server', 'language_server.cjs server']);
  });
});
