import type { NodeOf, StatementKind } from '../grammar/index.ts';
import type { Transition } from './outcome.ts';
import { admin } from './statements/admin.ts';
import { alterTable } from './statements/alter_table.ts';
import { commentOn } from './statements/comments.ts';
import { copyDatabase, copyQuery, copyTable } from './statements/copies.ts';
import { createTable } from './statements/create_table.ts';
import { alterDatabase, createDatabase, dropDatabase, use } from './statements/databases.ts';
import { deleteRows } from './statements/deletes.ts';
import { dropTable, dropView, truncate } from './statements/drops.ts';
import { explain } from './statements/explains.ts';
import { createExternalTable } from './statements/externals.ts';
import { createFlow, dropFlow } from './statements/flows.ts';
import { insert } from './statements/inserts.ts';
import { createTableLike } from './statements/likes.ts';
import { deallocate, execute, prepare } from './statements/prepared.ts';
import { query, tql } from './statements/queries.ts';
import { closeCursor, declareCursor, fetchCursor, kill, set } from './statements/sessions.ts';
import { describe, show } from './statements/shows.ts';
import { createView } from './statements/views.ts';
import { unknown } from './verdict.ts';

const notModelled: Transition = (_world, node) => unknown(`${node.kind} is not modelled`);

/** One transition per kind of statement. */
export const transitions: { readonly [K in StatementKind]: Transition<NodeOf<K>> } = {
  query,
  tql,
  explain,
  create_database: createDatabase,
  create_table: createTable,
  create_table_like: createTableLike,
  create_external_table: createExternalTable,
  create_view: createView,
  create_flow: createFlow,
  create_trigger: notModelled,
  alter_table: alterTable,
  alter_database: alterDatabase,
  drop_table: dropTable,
  drop_view: dropView,
  drop_flow: dropFlow,
  drop_database: dropDatabase,
  truncate: truncate,
  show,
  describe,
  insert,
  delete: deleteRows,
  copy_table: copyTable,
  copy_database: copyDatabase,
  copy_query: copyQuery,
  use: use,
  set,
  admin,
  kill,
  comment_on: commentOn,
  declare_cursor: declareCursor,
  fetch_cursor: fetchCursor,
  close_cursor: closeCursor,
  prepare,
  execute,
  deallocate,
};
