import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import plugin from '../../cli/eslint/plugin.ts';
import { RULES } from '../../analysis/index.ts';
import { fixture } from '../fixture.ts';
import { folder, put, run, text } from './run.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');
const TABLE = 'CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);\n';
const FLOW = 'CREATE FLOW f SINK TO out AS SELECT host FROM mem;\n';
const LATE = "CREATE FLOW f SINK TO out COMMENT 'c' EXPIRE AFTER '1 hour' AS SELECT host FROM mem;\n";

/** ESLint in this process, over a folder. */
function eslintAt(root: string, config: object = {}, options: ESLint.Options = {}): ESLint {
  const overrideConfig = [{ ...plugin.configs.recommended, languageOptions: { root } }, config] as unknown as Linter.Config[];
  return new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig, errorOnUnmatchedPattern: false, ...options });
}

async function messages(root: string, config: object = {}): Promise<readonly Linter.LintMessage[]> {
  return (await eslintAt(root, config).lintFiles(['.'])).flatMap(result => result.messages);
}

describe('the plugin', () => {
  test('offers a language, two configurations and every rule with its page', () => {
    expect(Object.keys(plugin.languages)).toEqual(['sql']);
    expect(Object.keys(plugin.rules)).toEqual(RULES.map(({ name }) => name));
    for (const [name, { meta }] of Object.entries(plugin.rules)) {
      expect(meta).toMatchObject({ fixable: 'code', hasSuggestions: true, languages: ['greptime-sql/sql'] });
      expect(meta?.docs?.url).toBe(`https://github.com/greptime-sql/greptime-sql/blob/main/docs/rules/${name}.md`);
      expect(existsSync(join(REPOSITORY, 'docs/rules', `${name}.md`))).toBe(true);
    }
  });

  test('fixes what is safe and suggests the rest', async () => {
    const root = folder({ 'a.sql': TABLE + LATE, 'b.sql': FLOW.replace('mem', 'other').replace('f ', 'g ') });
    const [, missing] = await messages(root);
    expect(missing).toMatchObject({
      ruleId: 'greptime-sql/flow-missing-source',
      line: 1,
      column: 47,
      endColumn: 52,
      suggestions: [{ desc: 'Let the flow wait for its source' }],
    });
    const [fixed] = await eslintAt(root, {}, { fix: true }).lintFiles(['a.sql']);
    expect(fixed!.output).toContain("EXPIRE AFTER '1 hour' COMMENT 'c'");
    expect(fixed!.messages).toEqual([]);
  });

  test("obeys ESLint's comments and ours", async () => {
    const root = folder({
      'a.sql': `-- eslint-disable-next-line greptime-sql/flow-missing-source -- made by ingestion\n${FLOW}`,
      'b.sql': `/* eslint greptime-sql/flow-missing-source: "off" */\n${FLOW.replace('f ', 'g ').replace('out', 'tab')}`,
      'c.sql': `-- greptime-sql-disable-next-line GT001 -- made by ingestion\n${FLOW.replace('f ', 'h ').replace('out', 'log')}`,
    });
    expect(await messages(root)).toEqual([]);
  });

  test('says which of its comments are of no use', async () => {
    const root = folder({ 'a.sql': '-- eslint-disable-next-line greptime-sql/flow-missing-source\nSELECT 1;\n' });
    expect(await messages(root, { linterOptions: { reportUnusedDisableDirectives: 'error' } })).toMatchObject([{ line: 1, column: 1 }]);
  });

  test("takes a rule's options, and checks them by its schema", async () => {
    const root = folder({ 'greptime-sql.json': '{"rules": {"keyword-case": "warning"}}', 'a.sql': 'select 1;\n' });
    expect(await messages(root)).toHaveLength(1);
    expect(await messages(root, { rules: { 'greptime-sql/keyword-case': ['warn', { case: 'lower' }] } })).toEqual([]);
    await expect(messages(root, { rules: { 'greptime-sql/keyword-case': ['warn', { case: 'both' }] } })).rejects.toThrow(/case/);
  });

  test('everything speaks in configs.all', async () => {
    const root = folder({ 'a.sql': 'select 1;\n' });
    expect(await messages(root)).toEqual([]);
    expect(await messages(root, { languageOptions: { everything: true } })).toMatchObject([{ ruleId: 'greptime-sql/keyword-case' }]);
    expect(plugin.configs.all.languageOptions).toEqual({ everything: true });
  });

  test('rules of other people see the tree', async () => {
    const root = folder({ 'a.sql': TABLE + FLOW });
    const own = {
      rules: {
        flows: {
          meta: { languages: ['greptime-sql/sql'] },
          create: (context: { report(problem: object): void }) => ({
            'create_flow > name'(node: object) {
              context.report({ node, message: 'a name' });
            },
          }),
        },
      },
    };
    const found = await messages(root, { plugins: { own }, rules: { 'own/flows': 'error' } });
    expect(found.map(({ message, line, column }) => `${line}:${column} ${message}`)).toEqual(['2:13 a name', '2:23 a name']);
  });

  test('an unsaved text is judged as it is', async () => {
    const root = folder({ 'greptime-sql.json': '{"catalog": "closed"}', '1.sql': TABLE, '2.sql': TABLE });
    const [result] = await eslintAt(root).lintText(FLOW, { filePath: join(root, '2.sql') });
    expect(result!.messages).toEqual([]);
    const [gone] = await eslintAt(root).lintText(FLOW.replace('mem', 'other'), { filePath: join(root, '3.sql') });
    expect(gone!.messages).toMatchObject([{ ruleId: 'greptime-sql/flow-missing-source', severity: 2 }]);
  });

  test('a broken configuration and a binary file are one message each', async () => {
    expect(await messages(folder({ 'greptime-sql.json': '{"x": 1}', 'a.sql': FLOW }))).toMatchObject([
      { fatal: true, message: expect.stringContaining('greptime-sql.json:1:2: unknown key "x"') as string },
    ]);
    expect(await messages(folder({ 'a.sql': 'SELECT \0' }))).toMatchObject([
      { fatal: true, message: expect.stringContaining('binary') as string },
    ]);
  });

  test('language options are checked', async () => {
    await expect(messages(folder({ 'a.sql': FLOW }), { languageOptions: { rot: '.' } })).rejects.toThrow('unknown language option "rot"');
  });
});

/** A folder in which the built package is installed, beside ESLint. */
function installed(files: Readonly<Record<string, string>>): string {
  const root = folder({
    'eslint.config.mjs': "import greptime from 'greptime-sql/eslint';\nexport default [greptime.configs.recommended];\n",
    ...files,
  });
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(REPOSITORY, join(root, 'node_modules/greptime-sql'));
  symlinkSync(join(REPOSITORY, 'node_modules/eslint'), join(root, 'node_modules/eslint'));
  return root;
}

function npx(root: string, args: readonly string[]): { readonly exit: number; readonly results: readonly ESLint.LintResult[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['node_modules/eslint/bin/eslint.js', '--format', 'json', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  expect(stderr).toBe('');
  return { exit: status!, results: JSON.parse(stdout) as ESLint.LintResult[] };
}

describe('the built package', () => {
  test('npx eslint finds what greptime-sql lint finds: the examples of every rule', async () => {
    const files: Record<string, string> = {};
    for (const rule of RULES) {
      for (const [index, example] of [...rule.bad, ...rule.good].entries()) {
        const home = `${rule.name}/${index}`;
        files[`${home}/greptime-sql.json`] = JSON.stringify({
          catalog: 'closed',
          ...(rule.severity === 'off' ? { rules: { [rule.name]: 'warning' } } : {}),
        });
        for (const { uri, text: sql } of fixture(example).files) files[`${home}/${uri.slice('file:///'.length)}`] = sql;
      }
    }
    const root = installed(files);
    const { out } = await run(root, ['lint', '--format', 'ndjson']);
    interface Finding {
      readonly path: string;
      readonly name: string;
      readonly message: string;
      readonly start: { readonly line: number; readonly column: number };
      readonly end: { readonly line: number; readonly column: number };
    }
    const ours = out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as Finding);
    const theirs = npx(root, ['.']).results.flatMap(({ filePath, messages: found }) =>
      found.map(message => ({ path: filePath.slice(root.length + 1), ...message })),
    );
    expect(ours.length).toBeGreaterThan(RULES.length);
    expect(
      theirs
        .map(
          ({ path, line, column, endLine, endColumn, ruleId, message }) =>
            `${path}:${line}:${column}-${endLine}:${endColumn} ${ruleId} ${message}`,
        )
        .toSorted(),
    ).toEqual(
      ours
        .map(
          ({ path, start, end, name, message }) =>
            `${path}:${start.line}:${start.column}-${end.line}:${end.column} greptime-sql/${name} ${message}`,
        )
        .toSorted(),
    );
  });

  test("ESLint's cache knows of the other files", () => {
    const root = installed({ 'greptime-sql.json': '{"catalog": "closed"}', '1.sql': TABLE, '2.sql': FLOW });
    expect(npx(root, ['--cache', '.']).exit).toBe(0);
    expect(existsSync(join(root, '.eslintcache'))).toBe(true);
    put(root, '1.sql', TABLE.replace('mem', 'other'));
    const { exit, results } = npx(root, ['--cache', '.']);
    expect(exit).toBe(1);
    expect(results.flatMap(({ messages: found }) => found.map(({ ruleId }) => ruleId))).toContain('greptime-sql/flow-missing-source');
    put(root, 'greptime-sql.json', '{"catalog": "closed", "rules": {"GT001": "off"}}');
    expect(npx(root, ['--cache', '.']).results.flatMap(({ messages: found }) => found.map(({ ruleId }) => ruleId))).not.toContain(
      'greptime-sql/flow-missing-source',
    );
  });

  test('--fix writes, and keeps a byte order mark and CRLF', () => {
    const root = installed({ 'a.sql': `\uFEFF${TABLE + LATE}`.replaceAll('\n', '\r\n') });
    expect(npx(root, ['--fix', '.']).exit).toBe(0);
    expect(text(root, 'a.sql')).toMatch(/^\uFEFFCREATE TABLE.*\r\n.*EXPIRE AFTER '1 hour' COMMENT 'c'.*\r\n$/);
  });

  test('is there for import and for require', () => {
    const root = installed({});
    const script = "const { default: plugin } = require('greptime-sql/eslint'); console.log(plugin.meta.name);";
    // Node 20 tells that require of a module is new.
    expect(execFileSync(process.execPath, ['--no-warnings', '-e', script], { cwd: root, encoding: 'utf8' })).toBe('greptime-sql\n');
  });
});
