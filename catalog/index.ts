/** The catalog floor as the floors above see it. */
export { answer } from './answers/answer.ts';
export { apply, played, recalled } from './apply.ts';
export { carried, effectOf, transferred, worldsOf, type Carried } from './divergence.ts';
export type { Effect } from './effects.ts';
export { fold, foldInQuery, printName, printTableName, resolveName } from './names.ts';
export type { Outcome, Played } from './outcome.ts';
export { PersistentMap, type Patience } from './persistent.ts';
export type { Bound, Field } from './plan/bound.ts';
export type { Planned, Planning, PlanNode } from './plan/plan.ts';
export { planQuery } from './plan/query.ts';
export { planTql } from './plan/tql.ts';
export { draw, type Answer } from './rows.ts';
export { openSession, type Session, type SessionSettings, type StatementReport } from './session.ts';
export type { Accepted, Rejected, Unknown, Verdict } from './verdict.ts';
export { isVersion, LATEST, VERSIONS, type Version } from './version.ts';
export * from './world.ts';
export { FLOW_OPTIONS } from './flows/options.ts';
export { flowTimeWindow } from './flows/explain.ts';
export { sqlTypeName } from './type_names.ts';
export { databaseMayExist, findRelation, flowMayExist, freshWorld, mayExist } from './worlds.ts';
export { isAnsweredByWire } from './wire.ts';
export {
  functionNames,
  functionRow,
  functionRows,
  type FunctionArgument,
  type FunctionKind,
  type FunctionRow,
  type FunctionSignature,
} from './data/functions.ts';
export { POSTGRES_DATABASE, systemTable, systemTables, type SystemTable } from './data/system.ts';
export type { Recorder } from './plan/recorder.ts';
export { ADMIN_FUNCTIONS, type AdminFunction } from './statements/admin_functions.ts';
export { arrowTypeName } from './type_names.ts';
export type { DataType } from './types.ts';
export { SYSTEM_DATABASES } from './worlds.ts';
export { parseDuration } from './durations.ts';
export { tqlOf } from './flows/create.ts';
export { matchBatchingSink, matchStreamingSink } from './flows/sink_match.ts';
export { keyColumns, PLACEHOLDER, storedType, UPDATE_AT } from './flows/sink_schema.ts';
export { sourcesOf, type SourceName } from './flows/sources.ts';
export { timeWindow, type TimeWindow } from './flows/window.ts';
export { windowLength } from './flows/window_length.ts';
export { exprsOf, inputsOf } from './plan/walk.ts';
export { castable } from './plan/casts.ts';
export { isFloat, isString, isTimestamp } from './types.ts';
export {
  optionFact,
  optionsOf,
  PROM_FACTS,
  promFact,
  TYPE_FACTS,
  type OptionFact,
  type OptionScope,
  type PromFact,
  type TypeFact,
} from './data/vocabulary.ts';
