import type { Engine } from './engine.ts';
import { columnRules, type ColumnRules } from './syntax/columns.ts';
import { callRules, type CallRules } from './syntax/calls.ts';
import { commandRules, type CommandRules } from './syntax/commands.ts';
import { expressionRules, type ExpressionRules } from './syntax/expressions.ts';
import { formRules, type FormRules } from './syntax/forms.ts';
import { literalRules, type LiteralRules } from './syntax/literals.ts';
import { prefixRules, type PrefixRules } from './syntax/prefixes.ts';
import { alterRules, type AlterRules } from './syntax/alters.ts';
import { flowRules, type FlowRules } from './syntax/flows.ts';
import { json2Rules, type Json2Rules } from './syntax/json2.ts';
import { nameRules, type NameRules } from './syntax/names.ts';
import { optionRules, type OptionRules } from './syntax/options.ts';
import { queryRules, type QueryRules } from './syntax/queries.ts';
import { relationRules, type RelationRules } from './syntax/relations.ts';
import { selectRules, type SelectRules } from './syntax/selects.ts';
import { showRules, type ShowRules } from './syntax/shows.ts';
import { statementRules, type StatementRules } from './syntax/statements.ts';
import { tableRules, type TableRules } from './syntax/tables.ts';
import { tqlRules, type TqlRules } from './syntax/tql.ts';
import { typeRules, type TypeRules } from './syntax/types.ts';
import { writeRules, type WriteRules } from './syntax/writes.ts';

/** Every rule of the grammar. The families call each other through this object, so their order does not matter. */
export interface Grammar
  extends NameRules, TypeRules, LiteralRules, PrefixRules, FormRules, CallRules, ExpressionRules, QueryRules, SelectRules, RelationRules, OptionRules, TqlRules, TableRules, ColumnRules, Json2Rules, AlterRules, FlowRules, ShowRules,
    WriteRules, CommandRules, StatementRules {}

/** Defines the grammar of GreptimeDB's SQL on an engine. */
export function grammar($: Engine): Grammar {
  const all = {} as Grammar;
  for (const family of [
    nameRules, typeRules, literalRules, prefixRules, formRules, callRules, expressionRules, queryRules, selectRules, relationRules, optionRules, tqlRules, tableRules, columnRules, json2Rules, alterRules, flowRules, showRules, writeRules,
    commandRules, statementRules,
  ]) {
    Object.assign(all, family($, all));
  }
  return all;
}
