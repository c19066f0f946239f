import { parseJsonc } from './jsonc.ts';
import { check, type Schema } from './schema.ts';
import { valueOf, type TextProblem } from './tree.ts';

/** What a running database holds, as `greptime-sql import` saw it: reviewed and committed, replayed before the workspace's own files. */
export interface DatabaseSnapshot {
  readonly 'greptime-sql': 'snapshot';
  readonly version: 1;
  readonly objects: readonly SnapshotObject[];
}

/** An object by the statement that makes it. In the order in which they can be made. */
export interface SnapshotObject {
  readonly kind: 'database' | 'table' | 'view' | 'flow';
  /** The database it lies in; a flow's is the one its names were written for. */
  readonly database: string;
  readonly name: string;
  /** The statement, or its lines: a changed line is then a changed line in a review. */
  readonly sql: string | readonly string[];
}

export const SNAPSHOT_SCHEMA: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Snapshot of a GreptimeDB, written by greptime-sql import',
  type: 'object',
  additionalProperties: false,
  required: ['greptime-sql', 'version', 'objects'],
  properties: {
    $schema: { type: 'string' },
    'greptime-sql': { const: 'snapshot', description: 'What kind of file this is.' },
    version: { const: 1, description: 'The version of this format.' },
    objects: {
      type: 'array',
      description: 'Objects in the order in which they can be made.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['kind', 'database', 'name', 'sql'],
        properties: {
          kind: { enum: ['database', 'table', 'view', 'flow'] },
          database: { type: 'string', minLength: 1, description: 'The database it lies in.' },
          name: { type: 'string', minLength: 1 },
          sql: {
            description: 'The statement that makes it, or its lines.',
            anyOf: [
              { type: 'string', minLength: 1 },
              { type: 'array', minItems: 1, items: { type: 'string' } },
            ],
          },
        },
      },
    },
  },
};

/** The SQL that a snapshot stands for, or what is wrong with it. */
export function snapshotSql(text: string): { readonly sql: string; readonly problems: readonly TextProblem[] } {
  const { tree, problems } = parseJsonc(text);
  if (tree === undefined) return { sql: '', problems };
  const wrong = check(tree, SNAPSHOT_SCHEMA, 'the snapshot');
  if (wrong.length > 0) return { sql: '', problems: wrong };
  return { sql: sqlOf(valueOf(tree) as DatabaseSnapshot), problems: [] };
}

function sqlOf({ objects }: DatabaseSnapshot): string {
  let database = 'public';
  let sql = '';
  for (const { kind, database: home, sql: statement } of objects) {
    if (kind !== 'database' && home !== database) {
      sql += `USE "${home.replaceAll('"', '""')}";\n`;
      database = home;
    }
    const text = typeof statement === 'string' ? statement : statement.join('\n');
    const bare = text.trimEnd();
    sql += bare.endsWith(';') ? `${bare}\n` : `${bare};\n`;
  }
  return sql;
}
