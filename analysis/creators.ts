import type { StatementKind } from '../grammar/index.ts';

const CREATORS: ReadonlySet<StatementKind> = new Set([
  'create_table',
  'create_table_like',
  'create_external_table',
  'create_view',
  'create_flow',
]);

/** Whether statements of a kind bring relations into being. */
export function isCreator(kind: StatementKind | undefined): boolean {
  return kind !== undefined && CREATORS.has(kind);
}
