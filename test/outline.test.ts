import { expect, test } from 'vitest';
import { documentSymbols, type OutlineSymbol } from '../analysis/index.ts';
import { parseFile } from '../grammar/index.ts';

const SQL = `CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out EXPIRE AFTER '1 day' AS WITH w AS (SELECT host FROM mem) SELECT host, count(*) AS n FROM w GROUP BY host;
CREATE VIEW v (a) AS SELECT host FROM mem;
SELECT host FROM mem
`;

function outside(symbols: readonly OutlineSymbol[]): readonly OutlineSymbol[] {
  return symbols.flatMap(symbol => {
    const { start, end, selection, children } = symbol;
    return [...(selection.start < start || selection.end > end ? [symbol] : []), ...outside(children)];
  });
}

test('whatever was typed so far, the selection of a symbol lies inside of it', () => {
  for (let length = 0; length <= SQL.length; length++) {
    expect(outside(documentSymbols(parseFile('file:///a.sql', SQL.slice(0, length)))), JSON.stringify(SQL.slice(0, length))).toEqual([]);
  }
});
