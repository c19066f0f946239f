import type { Engine } from './engine.ts';
import { additionRules, type AdditionRules } from './syntax/additions.ts';
import { columnRules, type ColumnRules } from './syntax/columns.ts';
import { builtinRules, type BuiltinRules } from './syntax/builtins.ts';
import { callRules, type CallRules } from './syntax/calls.ts';
import { commandRules, type CommandRules } from './syntax/commands.ts';
import { constraintRules, type ConstraintRules } from './syntax/constraints.ts';
import { copyRules, type CopyRules } from './syntax/copies.ts';
import { expressionRules, type ExpressionRules } from './syntax/expressions.ts';
import { formRules, type FormRules } from './syntax/forms.ts';
import { intervalRules, type IntervalRules } from './syntax/intervals.ts';
import { predicateRules, type PredicateRules } from './syntax/predicates.ts';
import { literalRules, type LiteralRules } from './syntax/literals.ts';
import { prefixRules, type PrefixRules } from './syntax/prefixes.ts';
import { alterRules, type AlterRules } from './syntax/alters.ts';
import { flowRules, type FlowRules } from './syntax/flows.ts';
import { json2Rules, type Json2Rules } from './syntax/json2.ts';
import { generatedRules, type GeneratedRules } from './syntax/generated.ts';
import { groupingRules, type GroupingRules } from './syntax/groupings.ts';
import { opaqueRules, type OpaqueRules } from './syntax/opaques.ts';
import { documentTableRules, type DocumentTableRules } from './syntax/document_tables.ts';
import { joinRules, type JoinRules } from './syntax/joins.ts';
import { nameRules, type NameRules } from './syntax/names.ts';
import { optionRules, type OptionRules } from './syntax/options.ts';
import { queryRules, type QueryRules } from './syntax/queries.ts';
import { queryTailRules, type QueryTailRules } from './syntax/query_tails.ts';
import { relationRules, type RelationRules } from './syntax/relations.ts';
import { selectRules, type SelectRules } from './syntax/selects.ts';
import { sessionRules, type SessionRules } from './syntax/sessions.ts';
import { showRules, type ShowRules } from './syntax/shows.ts';
import { statementRules, type StatementRules } from './syntax/statements.ts';
import { tableRules, type TableRules } from './syntax/tables.ts';
import { tableTailRules, type TableTailRules } from './syntax/table_tails.ts';
import { tqlRules, type TqlRules } from './syntax/tql.ts';
import { typeRules, type TypeRules } from './syntax/types.ts';
import { windowRules, type WindowRules } from './syntax/windows.ts';
import { writeRules, type WriteRules } from './syntax/writes.ts';

/** Every rule of the grammar. The families call each other through this object, so their order does not matter. */
export interface Grammar
  extends
    NameRules,
    TypeRules,
    LiteralRules,
    PrefixRules,
    FormRules,
    BuiltinRules,
    IntervalRules,
    CallRules,
    WindowRules,
    PredicateRules,
    ExpressionRules,
    QueryRules,
    QueryTailRules,
    SelectRules,
    GroupingRules,
    JoinRules,
    RelationRules,
    TableTailRules,
    DocumentTableRules,
    OpaqueRules,
    OptionRules,
    TqlRules,
    TableRules,
    ColumnRules,
    Json2Rules,
    AlterRules,
    AdditionRules,
    GeneratedRules,
    ConstraintRules,
    FlowRules,
    ShowRules,
    WriteRules,
    CopyRules,
    CommandRules,
    SessionRules,
    StatementRules {}

/** Defines the grammar of GreptimeDB's SQL on an engine. */
export function grammar($: Engine): Grammar {
  const all = {} as Grammar;
  for (const family of [
    nameRules,
    typeRules,
    literalRules,
    prefixRules,
    formRules,
    builtinRules,
    intervalRules,
    callRules,
    windowRules,
    predicateRules,
    expressionRules,
    queryRules,
    queryTailRules,
    selectRules,
    groupingRules,
    joinRules,
    relationRules,
    tableTailRules,
    documentTableRules,
    opaqueRules,
    optionRules,
    tqlRules,
    tableRules,
    columnRules,
    json2Rules,
    alterRules,
    additionRules,
    generatedRules,
    constraintRules,
    flowRules,
    showRules,
    writeRules,
    copyRules,
    commandRules,
    sessionRules,
    statementRules,
  ]) {
    Object.assign(all, family($, all));
  }
  return all;
}
