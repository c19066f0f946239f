import { describe, expect, test } from 'vitest';
import type { AlterDatabase, AlterTable } from '../../grammar/ast.ts';
import type { Protocol } from '../../grammar/dialect.ts';
import { parseStatement } from '../../grammar/parser.ts';
import { abbreviated, checkRefusal } from './refusals.ts';

function verdict(sql: string, protocol: Protocol = 'http'): string {
  const [fault] = parseStatement(sql, protocol).faults;
  return fault === undefined ? 'accepted' : `${fault.status.code} ${abbreviated(fault.message)}`;
}

function operation(text: string): AlterTable['operation'] {
  const { node, faults } = parseStatement(`ALTER TABLE t ${text}`);
  expect(faults.map(fault => fault.message)).toEqual([]);
  return (node as AlterTable).operation;
}

describe('operations of ALTER TABLE', () => {
  test.each([
    ['DROP COLUMN a', { kind: 'drop_column', column: { value: 'a' } }],
    ['RENAME new', { kind: 'rename', to: { value: 'new' } }],
    [
      "SET 'ttl' = '1d', 'x' = NULL, y = 5,",
      {
        kind: 'set_options',
        options: [
          { key: 'ttl', value: '1d' },
          { key: 'x', value: '', isNull: true },
          { key: 'y', value: '5' },
        ],
      },
    ],
    ["UNSET 'ttl', x", { kind: 'unset_options', keys: [{ value: 'ttl' }, { value: 'x' }] }],
    ['MODIFY COLUMN a STRING', { kind: 'modify_type', type: { head: 'STRING' } }],
    [
      '`modify` COLUMN a SET DEFAULT 1, MODIFY COLUMN b SET DEFAULT 2',
      { kind: 'set_defaults', defaults: [{ column: { value: 'a' } }, { column: { value: 'b' } }] },
    ],
    ['MODIFY COLUMN a DROP DEFAULT, MODIFY COLUMN b DROP DEFAULT', { kind: 'drop_defaults', columns: [{ value: 'a' }, { value: 'b' }] }],
    [
      "MODIFY COLUMN a SET FULLTEXT INDEX WITH (analyzer = 'Chinese')",
      { kind: 'set_index', type: 'FULLTEXT', options: [{ text: 'Chinese' }] },
    ],
    ['MODIFY COLUMN a SET INVERTED INDEX', { kind: 'set_index', type: 'INVERTED' }],
    ['MODIFY COLUMN a UNSET SKIPPING INDEX', { kind: 'unset_index', type: 'SKIPPING' }],
    ['PARTITION ON COLUMNS (a) (a < 1, a >= 1)', { kind: 'partition', partitions: { columns: [{ value: 'a' }] } }],
    [
      'REPARTITION (a < 1) ON COLUMNS (a, b) INTO (a < 0, a >= 0,)',
      { kind: 'repartition', verb: 'REPARTITION', columns: [{}, {}], into: [{}, {}] },
    ],
    ['SPLIT PARTITION (a < 1) INTO (a < 0, a >= 0)', { kind: 'repartition', verb: 'SPLIT', from: [{}], into: [{}, {}] }],
    ['MERGE PARTITION (a < 1, a >= 1)', { kind: 'repartition', verb: 'MERGE', from: [{}, {}], into: [] }],
    ['ADD CONSTRAINT c UNIQUE (a)', { kind: 'add_constraint', text: 'CONSTRAINT c UNIQUE (a)' }],
  ])('%s', (text, shape) => expect(operation(text)).toMatchObject(shape));

  test('any of them takes table options', () => {
    expect((parseStatement('ALTER TABLE t MERGE PARTITION (a < 1, a >= 1) WITH (wait = false)').node as AlterTable).options[0]!.text).toBe(
      'false',
    );
    checkRefusal(`
ALTER TABLE t RENAME x WITH (colour = 'red')
--                           ^^^^^^ 1004 Unrecognized table option key: colour
`);
  });

  test.each([
    ['ALTER VIEW v AS SELECT 1', '2000 §Expected DATABASE or TABLE after ALTER, found: VIEW'],
    [
      'ALTER TABLE t CHANGE a b INT',
      '2000 §Expected ADD or DROP or MODIFY or RENAME or SET or UNSET or REPARTITION or SPLIT or MERGE or PARTITION after ALTER TABLE, found: CHANGE',
    ],
    ['ALTER TABLE t (a)', '1001 SQL statement is not supported, keyword: ('],
    ['ALTER TABLE t DROP a', '2000 §Expected: COLUMN, found: a at Line: 1, Column: 20'],
    ['ALTER TABLE t RENAME A."B"', '2000 §expect table name, actual: a."B"'],
    ["ALTER TABLE t SET storage = 'x'", '2000 §Expected: literal string, found: storage at Line: 1, Column: 19'],
    [
      'ALTER TABLE t SET ttl = true',
      '2000 §Unexpected option value for alter table statements, expect string literal, numeric literal or NULL, got: `true`',
    ],
    ['ALTER TABLE t MODIFY COLUMN a', '2000 §Expected SET or UNSET or data type after MODIFY COLUMN, found: EOF'],
    ['ALTER TABLE t MODIFY COLUMN a SET VECTOR INDEX', '2000 §Expected FULLTEXT OR INVERTED OR SKIPPING INDEX, found: VECTOR'],
    ['ALTER TABLE t MODIFY COLUMN a UNSET VECTOR INDEX', '2000 §Expected FULLTEXT OR INVERTED INDEX OR SKIPPING INDEX, found: INDEX'],
    [
      'ALTER TABLE t MODIFY COLUMN a SET FULLTEXT INDEX WITH (depth = 1)',
      '1004 Invalid column option, column name: a, error: invalid FULLTEXT option: depth',
    ],
    ['ALTER TABLE t MODIFY COLUMN a SET DEFAULT 1, MODIFY COLUMN b DROP DEFAULT', '2000 §Unexpected keyword, expect SET, got: `DROP`'],
    [
      'ALTER TABLE t MODIFY COLUMN a SET DEFAULT 1, MODIFY COLUMN b SET DEFAULT',
      '2000 §Invalid default value after SET DEFAULT, got: `EOF`',
    ],
    ['ALTER TABLE t PARTITION ON COLUMNS (a) ()', '2000 §PARTITION ON COLUMNS requires at least one partition expression'],
    ['ALTER TABLE t REPARTITION () INTO (a < 1)', '2000 §Expected expression inside REPARTITION clause, found: )'],
    [
      'ALTER TABLE t REPARTITION (a < 1 b) INTO (a < 1)',
      '2000 §Expected comma or right parenthesis after repartition expression, found: b',
    ],
    ['ALTER TABLE t MERGE PARTITION (a < 1), (a >= 1)', '2000 §Expected end of MERGE PARTITION clause, found: ,'],
    ['ALTER TABLE t SPLIT PARTITION (a < 1) INTO (a < 0) ON COLUMNS (a)', '2000 §Expected end of SPLIT PARTITION clause, found: ON'],
  ])('%s', (sql, expected) => expect(verdict(sql)).toBe(expected));
});

describe('added columns', () => {
  test('follow another grammar than those of CREATE TABLE', () => {
    expect(operation('ADD COLUMN IF NOT EXISTS value INT DEFAULT 1 NOT NULL AFTER "b", ADD c INT FIRST')).toMatchObject({
      kind: 'add_columns',
      columns: [
        {
          ifNotExists: true,
          column: { name: { value: 'value' }, options: [{ kind: 'default', expr: { kind: 'literal' } }, { kind: 'not_null' }] },
          position: { after: { value: 'b' } },
        },
        { ifNotExists: false, column: { name: { value: 'c' } }, position: 'FIRST' },
      ],
    });
  });

  test.each([
    ['a INT DEFAULT (1 NOT NULL)', 'accepted'],
    ['a INT REFERENCES b (c) ON DELETE SET NULL MATCH FULL', 'accepted'],
    ['a INT GENERATED ALWAYS AS (b + 1) STORED', 'accepted'],
    ['a INT GENERATED BY DEFAULT AS IDENTITY (INCREMENT BY 2 NO CYCLE)', 'accepted'],
    ['a INT CHECK (a NOT NULL) NOT ENFORCED', 'accepted'],
    ['a INT AUTO_INCREMENT', 'accepted'],
    ['a INT AUTO_INCREMENT NOT NULL', '1001 SQL statement is not supported, keyword: NOT'],
    ['a INT AUTO_INCREMENT INVISIBLE NOT NULL', 'accepted'],
    ['a INT CONSTRAINT c', '2000 §Expected: constraint details after CONSTRAINT <name>, found: EOF'],
    ['a TIMESTAMP TIME INDEX', '1001 SQL statement is not supported, keyword: TIME'],
    ['a INT COMMENT "x"', '2000 §Expected: string literal, found: "x" at Line: 1, Column: 40'],
    [
      'a INT REFERENCES b ON UPDATE x',
      '2000 §Expected: one of RESTRICT, CASCADE, SET NULL, NO ACTION or SET DEFAULT, found: x at Line: 1, Column: 55',
    ],
  ])('%s', (definition, expected) => expect(verdict(`ALTER TABLE t ADD COLUMN ${definition}`)).toBe(expected));

  test('MySQL knows more', () => {
    expect(verdict('ALTER TABLE t ADD COLUMN a INT AUTO_INCREMENT NOT NULL', 'mysql')).toBe('accepted');
    expect(verdict('ALTER TABLE t ADD FULLTEXT INDEX i (a)', 'mysql')).toBe('accepted');
    expect(verdict('ALTER TABLE t ADD UNIQUE KEY (a)', 'mysql')).toBe('accepted');
    expect(verdict('ALTER TABLE t ADD UNIQUE KEY (a)')).toBe(
      '2000 §Expected: `index_name` or `(column_name [, ...])`, found: ( at Line: 1, Column: 30',
    );
  });
});

test('ALTER DATABASE sets and unsets', () => {
  expect(parseStatement("ALTER DATABASE d SET 'ttl' = '1d', append_mode = NULL").node as AlterDatabase).toMatchObject({
    set: [{ key: 'ttl' }, { key: 'append_mode' }],
    unset: [],
  });
  expect(parseStatement("ALTER DATABASE d `unset` 'ttl'").node as AlterDatabase).toMatchObject({ set: [], unset: [{ value: 'ttl' }] });
  checkRefusal(`
ALTER DATABASE d RENAME x
--               ^^^^^^ 2000 §Expected SET or UNSET after ALTER DATABASE, found: RENAME
`);
});
