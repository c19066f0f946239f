import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom';
import { expect, test } from 'vitest';
import { folder, put, run } from './run.ts';

const FILES = {
  '1_tables.sql': 'CREATE TABLE mem (host STRING, v DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));\n',
  '2_flows.sql': `CREATE FLOW sums SINK TO sums_1m EXPIRE AFTER '1 day' AS SELECT host, sum(v) AS s, date_bin('1 minute'::INTERVAL, ts) AS minute_start FROM mem GROUP BY host, minute_start;
CREATE FLOW late SINK TO late_out WITH (defer_on_missing_source = true) AS SELECT host FROM missing_table;
CREATE VIEW recent AS SELECT * FROM sums_1m;
`,
};

test('Mermaid, as forges draw it', async () => {
  const { exit, out } = await run(folder(FILES), ['graph', '--closed']);
  expect(exit).toBe(0);
  expect(out).toBe(`flowchart LR
  n0(["late<br/><small>pending</small>"])
  n1[("late_out<br/><small>not made yet</small>")]
  n2{{"missing_table<br/><small>missing</small>"}}
  n3(["sums<br/><small>batching</small>"])
  n4[("sums_1m<br/><small>created by sums</small>")]
  n5[("mem")]
  n6[/"recent<br/><small>view</small>"/]
  n0 ==> n1
  n2 --> n0
  n3 ==> n4
  n5 --> n3
  n4 --> n6
  classDef pending stroke-dasharray:4
  class n0 pending
  classDef missing stroke:#d33,stroke-dasharray:4
  class n2 missing
`);
});

test('JSON says where things are defined', async () => {
  const { out } = await run(folder(FILES), ['graph', '--format', 'json']);
  const { nodes, edges } = JSON.parse(out) as { nodes: { id: string; definition?: object }[]; edges: object[] };
  expect(nodes.find(({ id }) => id === 'flow:sums')!.definition).toEqual({ path: '2_flows.sql', line: 1, column: 13 });
  expect(edges).toContainEqual(expect.objectContaining({ from: 'flow:sums', to: 'relation:public.sums_1m' }));
});

test('SVG is XML of its own: no script, no foreign resource', async () => {
  const { out } = await run(folder(FILES), ['graph', '--format', 'svg']);
  const svg = new DOMParser({ onError: onErrorStopParsing }).parseFromString(out, 'image/svg+xml').documentElement!;
  expect(svg.tagName).toBe('svg');
  expect(svg.getAttribute('aria-label')).toBe('Lineage of 2 flows over 5 relations');
  expect([...svg.getElementsByTagName('g')]).toHaveLength(7);
  expect(out).not.toMatch(/<script|href=|url\(['"]?http/);
});

test('a cycle is drawn, not followed', async () => {
  const root = folder({
    'a.sql': `CREATE TABLE a (v DOUBLE, ts TIMESTAMP TIME INDEX);\nCREATE TABLE b (v DOUBLE, ts TIMESTAMP TIME INDEX);
CREATE FLOW ab SINK TO b AS SELECT max(v) AS v, date_bin('1 minute'::INTERVAL, ts) AS w FROM a GROUP BY w;
CREATE FLOW ba SINK TO a AS SELECT max(v) AS v, date_bin('1 minute'::INTERVAL, ts) AS w FROM b GROUP BY w;\n`,
  });
  for (const format of ['mermaid', 'dot', 'svg']) expect((await run(root, ['graph', '--format', format])).out).toContain('in a cycle');
});

test('names are no markup', async () => {
  const root = folder({ 'a.sql': 'CREATE TABLE t (v DOUBLE, ts TIMESTAMP TIME INDEX);\nCREATE VIEW "x""]<b>end;" AS SELECT * FROM t;\n' });
  const drawn = await Promise.all(['mermaid', 'dot', 'svg'].map(async format => (await run(root, ['graph', '--format', format])).out));
  for (const out of drawn) expect(out).not.toContain('<b>');
  expect(drawn[1]).not.toMatch(/[^\\]"\]<b/);
});

test('a plan: what is refused, what changes, what is computed', async () => {
  const root = folder({ ...FILES, '3_alter.sql': 'ALTER TABLE mem ADD COLUMN w STRING;\nDROP TABLE nothing;\n' });
  const { exit, out } = await run(root, ['plan', '--closed']);
  expect(exit).toBe(1);
  expect(out).toContain('3 files, 6 statements: 5 accepted, 1 rejected, 0 not known.');
  expect(out).toContain('- 3\\_alter.sql:2: 4001(TableNotFound)');
  expect(out).toContain('+ flow late: missing_table to late_out, pending\n+ flow sums: mem to sums_1m, batching\n');
  expect(out).toContain(
    '| late | late\\_out | stuck | is pending, because missing\\_table did not exist: nothing is computed, and nothing starts it later |',
  );
  expect(out).toMatch(
    /\| sums \| sums\\_1m \| new \| computes the windows .* that get rows from now on unless they are older than 86400 s/,
  );
  expect(out).toContain('```mermaid\nflowchart LR');
});

test('a plan on top of a snapshot, and of external files', async () => {
  const root = folder({
    'greptime-sql.json': '{"catalog": "closed", "external": ["live.sql"]}',
    'live.sql': FILES['1_tables.sql'] + FILES['2_flows.sql'],
    'next.sql':
      'ALTER TABLE mem ADD COLUMN w STRING;\nDROP FLOW late;\nDROP TABLE mem;\nCREATE TABLE mem (host STRING, v BIGINT, ts TIMESTAMP TIME INDEX);\n',
  });
  const { out } = await run(root, ['plan', '--format', 'json']);
  const { changes, recomputed } = JSON.parse(out) as {
    changes: { name: string; action: string; details: string[] }[];
    recomputed: object[];
  };
  expect(changes).toEqual([
    { action: 'change', kind: 'table', name: 'mem', details: ['column v DOUBLE is now v BIGINT', 'primary key (host) is now ()'] },
    { action: 'drop', kind: 'flow', name: 'late', details: [] },
  ]);
  expect(recomputed).toEqual([
    {
      flow: 'sums',
      sink: 'sums_1m',
      why: 'stuck',
      effect: 'is bound to mem as it was before it was made again: it gets no more rows until it is created again',
    },
  ]);
});

test('flows downstream of a new one are named', async () => {
  const root = folder({ ...FILES, '0.sql': '' });
  put(
    root,
    '3.sql',
    "CREATE FLOW hours SINK TO sums_1h AS SELECT host, sum(s) AS s, date_bin('1 hour'::INTERVAL, minute_start) AS hour_start FROM sums_1m GROUP BY host, hour_start;\n",
  );
  const { out } = await run(root, ['plan', '--format', 'json']);
  const { recomputed } = JSON.parse(out) as { recomputed: { flow: string; why: string }[] };
  expect(recomputed.map(({ flow, why }) => `${flow} ${why}`).toSorted()).toEqual(['hours new', 'late new', 'sums new']);
});
