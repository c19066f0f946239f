import { expect, test } from 'vitest';
import { fixesIn, fixEverything, lint, RULES, suppressionsIn, type Action } from '../../analysis/index.ts';
import { applied, plain, scene, type Scene } from './feature.ts';

const options = { rules: RULES };

function offered(own: Scene): readonly Action[] {
  const { uri, offset } = own.place;
  return fixesIn(own.snapshot, uri, { start: offset, end: offset }, lint(own.snapshot, uri, options), options);
}

test('a fix of a finding under the cursor is offered, and helps', () => {
  const own = scene('CREATE FLOW f SINK TO out AS SELECT host FROM no$0where;');
  const [action] = offered(own);
  expect(action).toMatchObject({ diagnostic: { name: 'flow-missing-source' } });
  expect(plain(applied(own, action!.edits))).toBe(
    'CREATE FLOW f SINK TO out WITH (defer_on_missing_source = true) AS SELECT host FROM nowhere;',
  );
});

test('elsewhere there is none', () => {
  expect(offered(scene('CREATE FLOW f SINK TO out AS SELECT host FROM nowhere;\nSELECT 1$0;'))).toEqual([]);
});

test('a finding can be silenced above its statement', () => {
  const own = scene('SELECT 1;\n  CREATE FLOW f SINK TO out AS SELECT host FROM no$0where;');
  const { uri, offset } = own.place;
  const [action] = suppressionsIn(own.snapshot, uri, { start: offset, end: offset }, lint(own.snapshot, uri, options));
  const text = applied(own, action!.edits);
  expect(text).toBe(
    'SELECT 1;\n  -- greptime-sql-disable-next-line flow-missing-source -- reviewed\n  CREATE FLOW f SINK TO out AS SELECT host FROM nowhere;',
  );
  const silenced = scene(text);
  expect(lint(silenced.snapshot, uri, options)).toEqual([]);
});

test('all safe fixes are applied at once', () => {
  const own = scene('SELECT 1;');
  expect(fixEverything(own.snapshot, 'file:///test.sql', options).size).toBe(0);
});
