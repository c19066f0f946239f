import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { apply, freshWorld, planQuery, planTql, type Planning, type World } from '../../catalog/index.ts';
import { parseRequest, type Protocol, type Statement } from '../../grammar/index.ts';
import { describeWithShared, SHARED } from '../shared.ts';

interface Recorded {
  readonly case: string;
  readonly index: number;
  readonly protocol: 'grpc' | 'mysql' | 'postgres';
  readonly sql: string;
  readonly executed?: string;
  readonly outcome: string;
  readonly columns: readonly string[] | null;
}

interface Header {
  readonly at: string;
  readonly recorded: readonly string[];
  readonly planned: readonly string[];
}

function plan(world: World, { node }: Statement): Planning | undefined {
  if (node?.kind === 'query') return planQuery(world, node);
  return node?.kind === 'tql' && node.verb === 'EVAL' ? planTql(world, node) : undefined;
}

/** The headers of all recorded results, and those that the planner foresees. Every case begins in an empty world. */
function headers(rows: readonly Recorded[]): readonly Header[] {
  const found: Header[] = [];
  let current = '';
  let world = freshWorld({});
  let sessions = new Map<Protocol, World['session']>();
  for (const row of rows) {
    if (row.case !== current) [current, world, sessions] = [row.case, freshWorld({}), new Map()];
    const protocol = row.protocol === 'grpc' ? 'http' : row.protocol;
    world = { ...world, session: sessions.get(protocol) ?? { database: 'public', timezone: 'UTC', protocol } };
    const { statements, faults } = parseRequest(row.executed ?? row.sql, protocol);
    const asked = row.outcome !== 'error' && (row.columns ?? []).length > 0 && faults.length === 0 && statements.length === 1;
    const planning = asked ? plan(world, statements[0]!.statement) : undefined;
    if (planning?.kind === 'planned') {
      found.push({ at: `${row.case}#${row.index}`, recorded: row.columns!, planned: planning.fields.map(field => field.name) });
    }
    for (const { statement } of statements) world = apply(world, statement).after;
    sessions.set(protocol, world.session);
  }
  return found;
}

describeWithShared('the recorded headers of results', () => {
  test('are the planned columns, name by name', () => {
    const lines = readFileSync(join(SHARED, 'corpus', 'sqlness.jsonl'), 'utf8')
      .trim()
      .split('\n');
    const all = headers(lines.map(line => JSON.parse(line) as Recorded));
    const other = all.filter(({ recorded, planned }) => recorded.join('|') !== planned.join('|'));
    expect(all.length).toBeGreaterThan(1000);
    expect(other.length / all.length, other.map(({ at }) => at).join(', ')).toBeLessThanOrEqual(0.01);
  });
});
