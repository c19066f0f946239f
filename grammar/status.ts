/** GreptimeDB's status codes (`src/common/error/src/status_code.rs`): number and name as clients see them. */
export const STATUS = {
  Success: 0,
  Unknown: 1000,
  Unsupported: 1001,
  Unexpected: 1002,
  Internal: 1003,
  InvalidArguments: 1004,
  Cancelled: 1005,
  IllegalState: 1006,
  External: 1007,
  InvalidSyntax: 2000,
  PlanQuery: 3000,
  EngineExecuteQuery: 3001,
  TableAlreadyExists: 4000,
  TableNotFound: 4001,
  TableColumnNotFound: 4002,
  TableColumnExists: 4003,
  DatabaseNotFound: 4004,
  RegionNotFound: 4005,
  DatabaseAlreadyExists: 4011,
  StorageUnavailable: 5000,
  RequestOutdated: 5001,
  AccessDenied: 7005,
  PermissionDenied: 7006,
  FlowAlreadyExists: 8000,
  FlowNotFound: 8001,
} as const;

export type StatusName = keyof typeof STATUS;

export interface Status {
  readonly code: number;
  readonly name: StatusName;
}

const made = new Map<StatusName, Status>();

/** A status by its name: one object for all who have it. */
export function status(name: StatusName): Status {
  let found = made.get(name);
  if (found === undefined) made.set(name, (found = { code: STATUS[name], name }));
  return found;
}
