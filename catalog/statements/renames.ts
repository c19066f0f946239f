import type { Ident } from '../../grammar/index.ts';
import { fold } from '../names.ts';
import type { Outcome } from '../outcome.ts';
import { reject, unknown } from '../verdict.ts';
import { CATALOG, type Table, type World } from '../world.ts';
import { withoutRelation, withRelation } from '../worlds.ts';
import { isLogical, isPhysicalMetric } from './metric_tables.ts';
import { refuseSemanticTable } from './semantic_tables.ts';
import { done, find, fullName, isLost, isValidName } from './targets.ts';

/** ALTER TABLE … RENAME keeps the table's id; flows and views that named it keep the old name. */
export function renameTable(world: World, table: Table, to: Ident): Outcome {
  const name = { catalog: CATALOG, database: table.database, name: fold(to) };
  refuseSemanticTable(name, to.span, 'define');
  if (!isValidName(name.name)) {
    reject('Unexpected', `Unexpected, violated: Invalid table name: ${name.name}`, { reason: 'table_name', span: to.span });
  }
  if (isLogical(table)) {
    reject('InvalidArguments', 'Alter logical tables invalid arguments: Only support add columns operation', {
      reason: 'logical_table_alter',
      span: to.span,
    });
  }
  if (isPhysicalMetric(table)) unknown('renaming a physical table');
  const found = find(world, name);
  if (found.kind === 'relation') {
    reject('TableAlreadyExists', `Table already exists, table: ${fullName(name)}`, {
      reason: 'table_exists',
      span: to.span,
      detail: { database: name.database, table: name.name },
    });
  }
  if (found.kind === 'system') unknown('renaming to the name of a system table');
  if (isLost(world, name)) unknown(`${fullName(name)} may exist already`);
  return done(withRelation(withoutRelation(world, table.database, table.name), { ...table, name: name.name }));
}
