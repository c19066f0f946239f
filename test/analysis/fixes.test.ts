import { describe, expect, test } from 'vitest';
import { applyEdits, fixAll, helps, RULES, type Diagnostic, type Fix, type Snapshot } from '../../analysis/index.ts';
import { rule } from '../../analysis/rule.ts';
import { findings, play } from '../check.ts';

const options = { rules: RULES };
const TABLE = 'CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);';

function fixed(sql: string, unsafe = false): string {
  const { workspace } = play({ files: [{ uri: 'file:///a.sql', text: sql, marks: [] }] });
  const result = fixAll(workspace, ['file:///a.sql'], { ...options, unsafe });
  const edits = result.edits.get('file:///a.sql') ?? [];
  const { text } = result.workspace.files[0]!;
  expect(
    applyEdits(
      sql,
      edits.map(({ start, end, text: replacement }) => ({ span: { start, end }, text: replacement })),
    ),
  ).toBe(text);
  return text;
}

/** Whether an invented fix of the first finding would be offered. */
function judges(sql: string, name: string, edits: (snapshot: Snapshot, diagnostic: Diagnostic) => Fix['edits']): boolean {
  const snapshot = play(sql);
  const diagnostic = findings(snapshot).find(finding => finding.name === name)!;
  return helps(snapshot, { diagnostic, fix: { title: 'invented', safe: true, edits: edits(snapshot, diagnostic) } }, options);
}

function replaced(sql: string, from: string, to: string): () => Fix['edits'] {
  const start = sql.indexOf(from);
  return () => [{ uri: 'file:///test.sql', span: { start, end: start + from.length }, text: to }];
}

describe('a fix is good', () => {
  test('when the statement is accepted afterwards', () => {
    const sql = 'DROP FLOW gone;\nSELECT 1;';
    expect(judges(sql, 'flow-not-found', replaced(sql, 'gone', 'IF EXISTS gone'))).toBe(true);
  });
  test('when the finding is gone and another one comes to light', () => {
    const sql = `${TABLE}\nCREATE FLOW f SINK TO out WITH (flow_type = 'x', ttl = '1d') AS SELECT host FROM mem;`;
    expect(judges(sql, 'flow-reserved-option', replaced(sql, "flow_type = 'x', ", ''))).toBe(true);
  });
});

describe('a fix is not good', () => {
  test('when the finding stays', () => {
    const sql = 'DROP FLOW gone;';
    expect(judges(sql, 'flow-not-found', replaced(sql, ';', ' ;'))).toBe(false);
  });
  test('when it breaks the statement', () => {
    const sql = `${TABLE}\nCREATE FLOW f SINK TO out EXPIRE AS SELECT host FROM mem;`;
    expect(judges(sql, 'flow-expire-without-after', replaced(sql, 'EXPIRE', 'EXPIRES'))).toBe(false);
  });
  test('when another statement is worse off', () => {
    const sql = `${TABLE}\nCREATE FLOW f SINK TO out EXPIRE AS SELECT host FROM mem;\nDROP FLOW f;`;
    expect(judges(sql, 'flow-expire-without-after', replaced(sql, 'f SINK TO out EXPIRE', 'g SINK TO out'))).toBe(false);
  });
  test('when it loses a comment', () => {
    const sql = `${TABLE}\nCREATE FLOW f SINK TO out EXPIRE /* soon */ AS SELECT host FROM mem;`;
    expect(judges(sql, 'flow-expire-without-after', replaced(sql, 'EXPIRE /* soon */', ''))).toBe(false);
    expect(judges(sql, 'flow-expire-without-after', replaced(sql, 'EXPIRE ', ''))).toBe(true);
  });
  test('when its edits overlap', () => {
    const sql = 'DROP FLOW gone;';
    expect(
      judges(sql, 'flow-not-found', () => [...replaced(sql, 'gone', 'IF EXISTS gone')(), ...replaced(sql, 'FLOW gone', 'TABLE gone')()]),
    ).toBe(false);
  });
});

describe('all fixes', () => {
  test('are applied where they are safe', () => {
    expect(
      fixed(`${TABLE}\nCREATE FLOW public.f SINK TO out eval interval '1 minute' AS SELECT count(*) AS n FROM mem;\nDROP FLOW gone;`),
    ).toBe(`${TABLE}\nCREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS SELECT count(*) AS n FROM mem;\nDROP FLOW gone;`);
  });
  test('are applied where one asks for the unsafe ones too', () => {
    expect(fixed('DROP FLOW gone;', true)).toBe('DROP FLOW IF EXISTS gone;');
  });
  test('leave a finding alone that a comment silences', () => {
    const sql = `${TABLE}\nCREATE FLOW public.f SINK TO out AS SELECT host FROM mem; -- greptime-sql-disable-line flow-name-qualified -- so be it`;
    expect(fixed(sql)).toBe(sql);
  });
  test('leave bad ones out of a good lot', () => {
    const bad = rule({
      ...RULES.find(({ name }) => name === 'flow-expire-without-after')!,
      id: 'GT999',
      name: 'break-everything',
      on: {
        *drop_flow(drop) {
          yield {
            span: drop.span,
            message: 'break it',
            fixes: [{ title: 'break', safe: true, edits: [{ span: drop.span, text: 'DROP NOTHING' }] }],
          };
        },
      },
    });
    const sql = `${TABLE}\nCREATE FLOW public.f SINK TO out AS SELECT host FROM mem;\nDROP FLOW IF EXISTS g;\nCREATE FLOW public.h SINK TO out AS SELECT host FROM mem;`;
    const { workspace } = play({ files: [{ uri: 'file:///a.sql', text: sql, marks: [] }] });
    const result = fixAll(workspace, ['file:///a.sql'], { rules: [...RULES, bad] });
    expect(result.workspace.files[0]!.text).toBe(sql.replaceAll('public.', ''));
    expect(result.count).toBe(2);
  });
});
