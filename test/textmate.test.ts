import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar, type StateStack } from 'vscode-textmate';

/** The grammar as VS Code reads it: with its own engine. */
let grammar: IGrammar;
beforeAll(async () => {
  await oniguruma.loadWASM(
    readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm')).buffer as ArrayBuffer,
  );
  const path = join(import.meta.dirname, '..', 'syntaxes/greptime-sql.tmLanguage.json');
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: patterns => new oniguruma.OnigScanner(patterns),
      createOnigString: text => new oniguruma.OnigString(text),
    }),
    loadGrammar: name =>
      Promise.resolve(name === 'source.greptime-sql' ? textmate.parseRawGrammar(readFileSync(path, 'utf8'), path) : null),
  });
  grammar = (await registry.loadGrammar('source.greptime-sql'))!;
});

/** The innermost scope of a word of the text, without the name of the language. */
function scopeOf(text: string, word: string): string {
  let state: StateStack = textmate.INITIAL;
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    const at = line.indexOf(word);
    const token = at === -1 ? undefined : tokens.find(({ startIndex, endIndex }) => startIndex <= at && at < endIndex);
    if (token !== undefined) return token.scopes.at(-1)!.replace(/\.greptime-sql$/, '');
    state = ruleStack;
  }
  throw new Error(`${word} is not in the text`);
}

const FLOW = `-- notes
CREATE FLOW IF NOT EXISTS per_minute
SINK TO "Out"
EXPIRE AFTER '1 day'
AS SELECT count(*) AS n, 'it''s' AS text, 1.5e3 AS number, ts::TIMESTAMP AS at FROM requests; /* the
end */`;

test.each([
  ['notes', 'comment.line.double-dash'],
  ['FLOW', 'keyword.other.flow'],
  ['SINK', 'keyword.other.flow'],
  ['EXPIRE', 'keyword.other.flow'],
  ['SELECT', 'keyword.other'],
  ['"Out"', 'variable.other.quoted.double'],
  ['1 day', 'string.quoted.single'],
  ["''", 'constant.character.escape'],
  ['1.5e3', 'constant.numeric'],
  ['TIMESTAMP', 'storage.type'],
  ['count', 'support.function'],
  ['per_minute', 'source'],
  ['end', 'comment.block'],
])('%s in SQL is %s', (word, scope) => {
  expect(scopeOf(FLOW, word)).toBe(scope);
});

const TQL = `TQL EVAL (now() - '1h'::INTERVAL, now(), '30s') sum by (instance) (rate(http_requests_total{status="500"}[5m]));
SELECT host FROM mem;`;

test.each([
  ['TQL', 'keyword.other.flow'],
  ['sum', 'support.function.promql'],
  ['by', 'keyword.operator.promql'],
  ['rate', 'support.function.promql'],
  ['http_requests_total', 'variable.other.metric.promql'],
  ['status', 'variable.other.label.promql'],
  ['"500"', 'string.quoted.promql'],
  ['[5m]', 'constant.numeric.duration.promql'],
  ['SELECT', 'keyword.other'],
])('%s in PromQL is %s, and SQL goes on behind it', (word, scope) => {
  expect(scopeOf(TQL, word)).toBe(scope);
});
