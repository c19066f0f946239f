import type { CreateFlow, Option } from '../../grammar/index.ts';
import { rejected, type Rejected } from '../verdict.ts';

/** The options a user may set on a flow, in the order messages list them (`operator/src/statement/ddl.rs`). */
export const FLOW_OPTIONS = ['defer_on_missing_source', 'experimental_enable_incremental_read'] as const;
/** Written by the server; refused from users. */
export const RESERVED_FLOW_OPTION = 'flow_type';
/** Their values are redacted, which turns them into text before anybody looks at their shape. */
const REDACTED = new Set(['access_key_id', 'secret_access_key']);

export interface FlowOptions {
  /** Normalised: `true` or `false`. */
  readonly values: ReadonlyMap<string, string>;
  readonly deferOnMissingSource: boolean;
  readonly incrementalRead: boolean;
}

/** The options by key, in lower case; of duplicates the last counts. */
function byKey(flow: CreateFlow): ReadonlyMap<string, Option> {
  return new Map(flow.options.map(option => [option.key.value.toLowerCase(), option]));
}

/** NULL, arrays and structs have no scalar text (step 3 of CREATE FLOW). */
export function nonScalarOption(flow: CreateFlow): Rejected | undefined {
  for (const [key, option] of byKey(flow)) {
    if (typeof option.text === 'string' || REDACTED.has(key)) continue;
    return rejected('InvalidArguments', 'Invalid SQL, error: flow options only support scalar string-compatible values', {
      reason: 'flow_option_nonscalar',
      span: option.value.span,
    });
  }
  return undefined;
}

/**
 * Mirrors the option check of `operator/src/statement/ddl.rs`. Of several bad options the server reports one at random; here all
 * are returned, in the order written.
 */
export function badOptions(flow: CreateFlow): readonly Rejected[] {
  const bad: Rejected[] = [];
  for (const [key, option] of byKey(flow)) {
    if (key === RESERVED_FLOW_OPTION) {
      bad.push(
        rejected('InvalidArguments', "Invalid SQL, error: flow option 'flow_type' is reserved for internal use", {
          reason: 'flow_reserved_option',
          span: option.span,
        }),
      );
    } else if (!(FLOW_OPTIONS as readonly string[]).includes(key)) {
      bad.push(
        rejected('InvalidArguments', `Invalid SQL, error: unknown flow option '${key}', supported options: ${FLOW_OPTIONS.join(', ')}`, {
          reason: 'flow_unknown_option',
          span: option.key.span,
          detail: { key },
        }),
      );
    } else if (normalised(option) === undefined) {
      bad.push(
        rejected('InvalidArguments', `Invalid SQL, error: invalid flow option '${key}': '${String(option.text)}'`, {
          reason: 'flow_option_value',
          span: option.value.span,
          detail: { key, value: String(option.text) },
        }),
      );
    }
  }
  return bad;
}

/** `true` or `false` after trimming, in any case; nothing else is a boolean here. */
function normalised(option: Option): 'true' | 'false' | undefined {
  const text = typeof option.text === 'string' ? option.text.trim().toLowerCase() : undefined;
  return text === 'true' || text === 'false' ? text : undefined;
}

/** The options of a flow that passed the checks. */
export function flowOptions(flow: CreateFlow): FlowOptions {
  const values = new Map<string, string>();
  for (const [key, option] of byKey(flow)) {
    const value = normalised(option);
    if (value !== undefined && (FLOW_OPTIONS as readonly string[]).includes(key)) values.set(key, value);
  }
  return {
    values,
    deferOnMissingSource: values.get('defer_on_missing_source') === 'true',
    incrementalRead: values.get('experimental_enable_incremental_read') === 'true',
  };
}
