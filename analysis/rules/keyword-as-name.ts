import { parseStatement, type Statement } from '../../grammar/index.ts';
import { applyEdits } from '../edits.ts';
import { stopsBehind } from '../repair.ts';
import { rule, type Edit } from '../rule.ts';

const KEYWORD = /Cannot use keyword '(.*)' as column name/s;

export default rule({
  id: 'GT401',
  name: 'keyword-as-name',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A keyword is used as the name of a column.',
  why:
    'CREATE TABLE and the column list of CREATE VIEW refuse every word of the keyword table as a bare column name, ordinary ones such as ' +
    'id, name, level and value included. Quoted they are fine, and queries may use them bare.',
  evidence: 'src/sql/src/parsers/create_parser.rs:680-709',
  explains: ['syntax'],
  help: ({ step }, { message, span }) => {
    const word = KEYWORD.exec(message)?.[1];
    if (word === undefined) return undefined;
    const { statement } = step.placed;
    const edits = quoteAll(statement, span.start, word);
    if (edits.length === 0 || !stopsBehind(statement, edits, span)) return {};
    const title = edits.length === 1 ? `Quote it: "${word}"` : `Quote the ${edits.length} keywords among the columns`;
    return { fixes: [{ title, safe: true, edits }] };
  },
  bad: [
    `
CREATE TABLE mem (key STRING, ts TIMESTAMP TIME INDEX);
--                ^^^ keyword-as-name`,
    `
CREATE TABLE mem (id STRING, value DOUBLE, ts TIMESTAMP TIME INDEX);
--                ^^ keyword-as-name`,
  ],
  good: [
    `
CREATE TABLE mem ("key" STRING, ts TIMESTAMP TIME INDEX);`,
  ],
});

const MOST = 100;

/** Quotes for the word at `offset` and for each one the parser stumbles over behind it. */
function quoteAll(statement: Statement, offset: number, first: string): readonly Edit[] {
  const edits: Edit[] = [];
  let at: number | undefined = statement.text.indexOf(first, Math.max(0, offset - first.length));
  let word = first;
  while (at !== undefined && at !== -1 && edits.length < MOST) {
    edits.push({ span: { start: at, end: at + word.length }, text: `"${word}"` });
    const fault = parseStatement(applyEdits(statement.text, edits)).faults[0];
    const next = fault === undefined ? undefined : KEYWORD.exec(fault.message)?.[1];
    if (next === undefined) break;
    // every quote pair in front has moved it by two
    const place: number = fault!.span.start - 2 * edits.length;
    const found = statement.text.indexOf(next, Math.max(0, place - next.length));
    if (found <= at) break;
    at = found;
    word = next;
  }
  return edits;
}
