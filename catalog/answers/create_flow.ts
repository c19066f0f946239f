import { parseRequest, print, type Query, type Tql } from '../../grammar/index.ts';
import type { Flow } from '../world.ts';
import { optionPairs } from './option_list.ts';
import { hasRange } from './view_text.ts';

/**
 * The text of SHOW CREATE FLOW and of `flow_definition` (`Display` of CreateFlow in the sql crate). A query is parsed and printed anew, a
 * TQL text stays as it was kept; absent where the printed query holds the time at which it is shown, or calls that the parser made.
 */
export function printCreateFlow(name: string, flow: Flow): string | undefined {
  const query = queryText(flow);
  if (query === undefined) return undefined;
  const lines = [`CREATE FLOW IF NOT EXISTS ${name}`, `SINK TO ${flow.sink.database}.${flow.sink.name}`];
  if (flow.expireAfter !== undefined) lines.push(`EXPIRE AFTER '${flow.expireAfter} s'`);
  if (flow.evalInterval !== undefined) lines.push(`EVAL INTERVAL '${flow.evalInterval} s'`);
  if (flow.comment !== '') lines.push(`COMMENT '${flow.comment}'`);
  if (flow.options.size > 0) lines.push(`WITH (${optionPairs(flow.options).join(', ')})`);
  return [...lines, `AS ${query}`].join('\n');
}

function queryText(flow: Flow): string | undefined {
  const body = flow.state === 'pending' ? storedQuery(flow) : flow.body;
  if (body === undefined || body.kind === 'tql') return body === undefined ? undefined : flow.rawText;
  return hasClock(body) || hasRange(body) ? undefined : print(body);
}

/** What the stored text of a pending flow parses to: nobody read it when it was stored, and it may be broken. */
function storedQuery(flow: Flow): Query | Tql | undefined {
  const { statements, faults } = parseRequest(flow.rawText);
  const node = faults.length === 0 && statements.length === 1 ? statements[0]!.statement.node : undefined;
  return node?.kind === 'query' || node?.kind === 'tql' ? node : undefined;
}

/** TQL inside of a WITH is printed with `now()` already evaluated. */
function hasClock(query: Query): boolean {
  return query.with?.ctes.some(({ body }) => (body.kind === 'tql' ? usesNow(body) : hasClock(body))) ?? false;
}

function usesNow(tql: Tql): boolean {
  return tql.params?.some(param => param.usesNow) ?? false;
}
