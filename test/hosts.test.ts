import { pathToFileURL } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import plugin from '../cli/eslint/plugin.ts';
import { FILES } from '../server/files.ts';
import { Session } from '../server/session.ts';
import { linesOf } from '../server/lines.ts';
import { toPosition } from '../server/text.ts';
import { folder, run } from './cli/run.ts';

/** The command line, the language server and ESLint read one configuration alike: the same cases, three times. */
interface Host {
  /** `path:line:column rule` of every finding in a folder. */
  readonly findings: (root: string) => Promise<readonly string[]>;
}

const HOSTS: Readonly<Record<string, Host>> = {
  'command line': {
    async findings(root) {
      const { out, err } = await run(root, ['lint', '--format', 'ndjson']);
      expect(err).toBe('');
      const found = out
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line) as { path: string; name: string; start: { line: number; column: number } });
      return found.map(({ path, name, start }) => `${path}:${start.line}:${start.column} ${name}`);
    },
  },
  'language server': {
    async findings(root) {
      const session = new Session(FILES);
      const home = pathToFileURL(root).href;
      await session.load([home]);
      return session.uris().flatMap(uri =>
        session.diagnostics(uri).map(({ start, name }) => {
          const { line, character } = toPosition(linesOf(session.file(uri)!), start, 'utf-16');
          return `${decodeURIComponent(uri.slice(home.length + 1))}:${line + 1}:${character + 1} ${name}`;
        }),
      );
    },
  },
  ESLint: {
    async findings(root) {
      const config = { ...plugin.configs.recommended, languageOptions: { root } };
      const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: config as never, errorOnUnmatchedPattern: false });
      const results = await eslint.lintFiles(['.']);
      return results.flatMap(({ filePath, messages }) =>
        messages.map(
          ({ line, column, ruleId }) =>
            `${filePath.slice(root.length + 1).replaceAll('\\', '/')}:${line}:${column} ${ruleId?.replace('greptime-sql/', '')}`,
        ),
      );
    },
  },
};

const TABLE = 'CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);\n';
const FLOW = 'CREATE FLOW f SINK TO out AS SELECT host FROM mem;\n';
const MISSING = 'flow-missing-source';

interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly found: readonly string[];
}

const CASES: Readonly<Record<string, Case>> = {
  'a clean workspace': { files: { 'greptime-sql.json': '{}', '1.sql': TABLE, '2.sql': FLOW }, found: [] },
  'an open catalog warns of a missing source': { files: { 'greptime-sql.json': '{}', '1.sql': FLOW }, found: [`1.sql:1:47 ${MISSING}`] },
  'comments and trailing commas': {
    files: { 'greptime-sql.json': '{ // closed\n "rules": {"GT001": "off",},\n}', '1.sql': FLOW },
    found: [],
  },
  'YAML says the same as JSON': { files: { 'greptime-sql.yaml': 'rules:\n  flow-missing-source: off\n', '1.sql': FLOW }, found: [] },
  'JSON comes before YAML': {
    files: { 'greptime-sql.json': '{}', 'greptime-sql.yaml': 'rules:\n  GT001: off\n', '1.sql': FLOW },
    found: [`1.sql:1:47 ${MISSING}`],
  },
  'files run in the order of their paths': {
    files: { 'greptime-sql.json': '{"catalog": "closed"}', '10_flow.sql': FLOW, '9_table.sql': TABLE },
    found: [],
  },
  '"order" is the order of execution': {
    files: {
      'greptime-sql.json': '{"catalog": "closed", "order": ["tables/*.sql", "flows/**"]}',
      'flows/a.sql': FLOW,
      'tables/z.sql': TABLE,
    },
    found: [],
  },
  '"files" and "ignore" choose': {
    files: {
      'greptime-sql.json': '{"files": ["sql/**/*.sql"], "ignore": ["drafts/", "!keep.sql"]}',
      'sql/drafts/a.sql': FLOW,
      'sql/b.sql': FLOW,
      'c.sql': FLOW,
    },
    found: [`sql/b.sql:1:47 ${MISSING}`],
  },
  'an ignore file': {
    files: { 'greptime-sql.json': '{}', '.greptimesqlignore': '# not yet\n*.draft.sql\r\n', 'a.draft.sql': FLOW, 'b.sql': TABLE },
    found: [],
  },
  'a base is overruled by what extends it': {
    files: {
      'greptime-sql.json': '{"extends": ["base/greptime.json"], "catalog": "open"}',
      'base/greptime.json': '{"catalog": "closed", "rules": {"flow-missing-source": "off"}}',
      '1.sql': FLOW,
    },
    found: [],
  },
  'a YAML base of a JSON configuration': {
    files: { 'greptime-sql.json': '{"extends": "base.yaml"}', 'base.yaml': 'rules: { GT001: off }\n', '1.sql': FLOW },
    found: [],
  },
  'an override speaks of some files, the last that matches wins': {
    files: {
      'greptime-sql.json':
        '{"rules": {"GT001": "off"}, "overrides": [{"files": ["new/**"], "rules": {"GT001": "error"}}, {"files": ["new/old.sql"], "rules": {"flow-missing-source": "off"}}]}',
      'a.sql': FLOW,
      'new/b.sql': FLOW.replace(' f ', ' g ').replace('out', 'tab'),
      'new/old.sql': FLOW.replace(' f ', ' h ').replace('out', 'log'),
    },
    found: [`new/b.sql:1:47 ${MISSING}`],
  },
  'an external file declares and is not reported on': {
    files: {
      'greptime-sql.json': '{"catalog": "closed", "external": ["external/*.sql"]}',
      'external/mem.sql': `${TABLE}DROP TABLE nothing;\n`,
      '1.sql': FLOW,
    },
    found: [],
  },
  'a snapshot declares': {
    files: {
      'greptime-sql.json': '{"catalog": "closed", "snapshots": ["db.json"]}',
      'db.json': JSON.stringify({
        'greptime-sql': 'snapshot',
        version: 1,
        objects: [
          { kind: 'database', database: 'iot', name: 'iot', sql: 'CREATE DATABASE iot' },
          { kind: 'table', database: 'iot', name: 'mem', sql: TABLE.trim().split(', ') },
        ],
      }).replace('"CREATE TABLE mem (host STRING","ts', '"CREATE TABLE mem (host STRING,","ts'),
      '1.sql': FLOW.replace('FROM mem', 'FROM iot.mem'),
    },
    found: [],
  },
  'the halves of migrations that take things back are not run': {
    files: {
      'greptime-sql.json': '{"catalog": "closed"}',
      '1_goose.sql': `-- +goose Up\n${TABLE}-- +goose Down\nDROP TABLE mem;\nDROP TABLE mem;\n`,
      '2_dbmate.sql': `-- migrate:up\n${FLOW}\n-- migrate:down\nDROP FLOW f;\nDROP FLOW f;\n`,
      '3_migrate.sql': '-- +migrate Down\nDROP TABLE nothing;\n-- +migrate Up\nDROP FLOW f;\n',
      '4_go.down.sql': 'DROP TABLE nothing;\n',
    },
    found: [],
  },
  'unless everything is to be run': {
    files: { 'greptime-sql.json': '{"catalog": "closed", "migrations": "off"}', '4_go.down.sql': 'DROP TABLE nothing;\n' },
    found: ['4_go.down.sql:1:12 object-missing'],
  },
  'a style rule that is switched on': {
    files: { 'greptime-sql.json': '{"rules": {"keyword-case": {"level": "hint", "options": {"case": "lower"}}}}', '1.sql': 'SELECT 1;\n' },
    found: ['1.sql:1:1 keyword-case'],
  },
  suppressions: {
    files: {
      'greptime-sql.json': '{}',
      '1.sql': `-- greptime-sql-disable-next-line GT001 -- made by ingestion\n${FLOW}-- greptime-sql-disable-next-line GT001\nSELECT 1;\n`,
    },
    found: ['1.sql:3:1 unused-suppression'],
  },
  'blanks and letters beyond ASCII in paths': {
    files: { 'greptime-sql.json': '{"order": ["z ü/*.sql"]}', 'a.sql': FLOW, 'z ü/日 本.sql': TABLE },
    found: [],
  },
};

describe.each(Object.entries(HOSTS))('%s', (_name, host) => {
  test.each(Object.entries(CASES))('%s', async (_case, { files, found }) => {
    const root = folder(files);
    expect((await host.findings(root)).toSorted()).toEqual([...found].toSorted());
  });
});
