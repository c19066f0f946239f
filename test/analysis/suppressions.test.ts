import { describe, expect, test } from 'vitest';
import { fixAll, RULES } from '../../analysis/index.ts';
import { checkFindings, findings, play } from '../check.ts';

const TABLE = 'CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);';

describe('a comment silences', () => {
  test('the statement that begins on the next line, wherever in it the finding is', () =>
    checkFindings(`
${TABLE}
-- greptime-sql-disable-next-line flow-expire-without-after -- kept as deployed
CREATE FLOW f SINK TO out
EXPIRE AS SELECT host FROM mem;`));

  test('over blank lines and other comments', () =>
    checkFindings(`
${TABLE}
-- greptime-sql-disable-next-line GT013 -- kept as deployed

/* more
   words */
CREATE FLOW f SINK TO out EXPIRE AS SELECT host FROM mem;`));

  test('its own line', () =>
    checkFindings(`
${TABLE}
CREATE FLOW f SINK TO out EXPIRE AS SELECT host FROM mem; -- greptime-sql-disable-line gt013`));

  test('the statement that ends on its line', () =>
    checkFindings(`
${TABLE}
CREATE FLOW f SINK TO out EXPIRE
AS SELECT host FROM mem; /* greptime-sql-disable-line flow-expire-without-after -- reason */`));

  test('a block', () =>
    checkFindings(`
${TABLE}
-- greptime-sql-disable flow-expire-without-after
CREATE FLOW f SINK TO out EXPIRE AS SELECT host FROM mem;
-- greptime-sql-enable flow-expire-without-after
CREATE FLOW g SINK TO out2 EXPIRE AS SELECT ts FROM mem;
--                         ^^^^^^ flow-expire-without-after`));

  test('a file, by every rule', () =>
    checkFindings(`
-- file: a.sql
DROP FLOW gone; -- greptime-sql-disable-file all
-- file: b.sql
DROP FLOW gone;
--        ^^^^ flow-not-found`));

  test('of several rules', () =>
    checkFindings(`
${TABLE}
-- greptime-sql-disable flow-expire-without-after, GT010
CREATE FLOW f SINK TO out EXPIRE AS SELECT host FROM mem;
DROP FLOW gone;`));
});

describe('a comment does not silence', () => {
  test('another rule', () =>
    checkFindings(`
${TABLE}
-- greptime-sql-disable-next-line flow-not-found
--^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unused-suppression
CREATE FLOW f SINK TO out EXPIRE AS SELECT host FROM mem;
--                        ^^^^^^ flow-expire-without-after`));

  test('the line after the next', () =>
    checkFindings(`
-- greptime-sql-disable-next-line flow-not-found
DROP FLOW gone;
DROP FLOW lost;
--        ^^^^ flow-not-found`));

  test('what only looks like one', () =>
    checkFindings(`
-- greptime-sql-disable-next-lines flow-not-found
DROP FLOW gone; -- please greptime-sql-disable-line
--        ^^^^ flow-not-found`));

  test('a text in a string', () =>
    checkFindings(`
DROP FLOW "-- greptime-sql-disable-line";
--        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ flow-not-found`));
});

describe('comments that silence nothing', () => {
  test('are findings, name by name', () =>
    checkFindings(`
${TABLE}
-- greptime-sql-disable-next-line flow-not-found, GT013
--                                ^^^^^^^^^^^^^^ unused-suppression
CREATE FLOW f SINK TO out EXPIRE AS SELECT host FROM mem;`));

  test('may be kept on purpose', () =>
    checkFindings(`
-- greptime-sql-disable-file unused-suppression
-- greptime-sql-disable-next-line flow-not-found
${TABLE}`));

  test('go away with --fix, with their lines', () => {
    const { workspace } = play(`
-- greptime-sql-disable-next-line flow-not-found
${TABLE} -- greptime-sql-disable-line GT010, GT013
-- an honest comment
-- greptime-sql-disable-next-line flow-not-found, GT013
CREATE FLOW f SINK TO out EXPIRE AS SELECT host FROM mem;`);
    const uri = workspace.files[0]!.uri;
    const fixed = fixAll(workspace, [uri], {
      rules: RULES.filter(rule => rule.name !== 'flow-expire-without-after' || rule.on !== undefined),
    });
    expect(fixed.workspace.files[0]!.text).toBe(`${TABLE}
-- an honest comment
-- greptime-sql-disable-next-line GT013
CREATE FLOW f SINK TO out EXPIRE AS SELECT host FROM mem;`);
  });

  test('without a reason are findings where one asks for it', () =>
    checkFindings(
      `
DROP FLOW gone; -- greptime-sql-disable-line flow-not-found
--              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ suppression-without-reason
DROP FLOW gone; -- greptime-sql-disable-line flow-not-found -- it may be gone`,
      { settings: { rules: new Map([['suppression-without-reason', { level: 'warning' }]]) } },
    ));

  test('with a name that no rule has say which was meant', () => {
    const found = findings(play(`DROP FLOW gone; -- greptime-sql-disable-line flow-not-fond`));
    expect(found.map(({ name, message }) => `${name}: ${message}`)).toEqual([
      expect.stringContaining('flow-not-found: '),
      "suppression-unknown-rule: There is no rule 'flow-not-fond'. Did you mean 'flow-not-found'?",
    ]);
  });
});

test('CRLF lines are lines', () => {
  const found = findings(
    play({
      files: [
        {
          uri: 'file:///a.sql',
          text: '-- greptime-sql-disable-next-line GT010 -- why\r\nDROP FLOW gone;\r\nDROP FLOW gone;\r\n',
          marks: [],
        },
      ],
    }),
  );
  expect(found.map(({ name, start }) => `${name} ${start}`)).toEqual(['flow-not-found 75']);
});
