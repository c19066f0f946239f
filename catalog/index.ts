/** The catalog floor as the floors above see it. */
export { answer } from './answers/answer.ts';
export { apply } from './apply.ts';
export { fold, foldInQuery, printName, printTableName, resolveName } from './names.ts';
export type { Outcome } from './outcome.ts';
export { PersistentMap } from './persistent.ts';
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
