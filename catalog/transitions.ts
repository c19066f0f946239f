import type { NodeOf, StatementKind } from '../grammar/index.ts';
import type { Transition } from './outcome.ts';
import { alterTable } from './statements/alter_table.ts';
import { createTable } from './statements/create_table.ts';
import { alterDatabase, createDatabase, dropDatabase, use } from './statements/databases.ts';
import { dropTable, dropView, truncate } from './statements/drops.ts';
import { insert } from './statements/inserts.ts';
import { createFlow, dropFlow } from './statements/flows.ts';
import { unknown } from './verdict.ts';

const notModelled: Transition = (_world, node) => unknown(`${node.kind} is not modelled`);

/** One transition per kind of statement. */
export const transitions: { readonly [K in StatementKind]: Transition<NodeOf<K>> } = {
  query: notModelled,
  tql: notModelled,
  explain: notModelled,
  create_database: createDatabase,
  create_table: createTable,
  create_table_like: notModelled,
  create_external_table: notModelled,
  create_view: notModelled,
  create_flow: createFlow,
  create_trigger: notModelled,
  alter_table: alterTable,
  alter_database: alterDatabase,
  drop_table: dropTable,
  drop_view: dropView,
  drop_flow: dropFlow,
  drop_database: dropDatabase,
  truncate: truncate,
  show: notModelled,
  describe: notModelled,
  insert,
  delete: notModelled,
  copy_table: notModelled,
  copy_database: notModelled,
  copy_query: notModelled,
  use: use,
  set: notModelled,
  admin: notModelled,
  kill: notModelled,
  comment_on: notModelled,
  declare_cursor: notModelled,
  fetch_cursor: notModelled,
  close_cursor: notModelled,
  prepare: notModelled,
  execute: notModelled,
  deallocate: notModelled,
};
