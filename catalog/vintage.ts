import { some, type AlterTable, type Call, type CreateTable, type Option, type StatementNode } from '../grammar/index.ts';
import { rejected, type Rejected, type Unknown } from './verdict.ts';
import { atLeast, LATEST, type Version } from './version.ts';
import type { World } from './world.ts';

/** Table options by the release that first has them, where that is later than the oldest we imitate. */
const TABLE_OPTIONS: ReadonlyMap<string, Version> = new Map([
  ['auto_flush_interval', '1.2'],
  ['max_row_group_row_count', '1.2'],
  ['repartition.column.hint', '1.2'],
]);
const ADMIN_FUNCTIONS: ReadonlyMap<string, Version> = new Map([['discard_unflushed', '1.2']]);
const FUNCTIONS: ReadonlyMap<string, Version> = new Map([
  ['json_object', '1.3'],
  ['json_object_keys', '1.3'],
]);

/**
 * What an older release says of a statement that uses something it does not have yet; undefined where the statement uses no such thing.
 * The parser is the newest one for all releases: what an older parser refuses is answered here.
 */
export function tooNew(world: World, node: StatementNode): Rejected | Unknown | undefined {
  const { target } = world.settings;
  if (target === LATEST) return undefined;
  switch (node.kind) {
    case 'show':
      return node.what === 'flow_status' && !atLeast(target, '1.2')
        ? rejected('Unsupported', 'SQL statement is not supported, keyword: STATUS', {
            reason: 'version',
            span: node.span,
            detail: { since: '1.2' },
          })
        : undefined;
    case 'create_table':
      return lateOption(target, node);
    case 'alter_table':
      return lateAlteration(target, node);
    case 'admin':
      return lateAdmin(target, node.call);
    default:
      return lateFunction(target, node);
  }
}

function lateOption(target: Version, { options }: CreateTable): Rejected | undefined {
  const late = options.find(option => isLate(target, TABLE_OPTIONS, keyOf(option)));
  if (late === undefined) return undefined;
  return rejected(
    'InvalidArguments',
    `Unrecognized table option key: ${keyOf(late)}`,
    refusalOf(late.key, TABLE_OPTIONS.get(keyOf(late))!),
  );
}

function lateAlteration(target: Version, { operation }: AlterTable): Rejected | undefined {
  if (operation.kind === 'set_options') {
    const late = operation.options.find(option => isLate(target, TABLE_OPTIONS, option.key));
    if (late === undefined) return undefined;
    return rejected(
      'InvalidArguments',
      `Invalid set table option request: Invalid set region option request, key: ${late.key}, value: ${late.value}`,
      refusalOf(late, TABLE_OPTIONS.get(late.key)!),
    );
  }
  if (operation.kind === 'unset_options') {
    const late = operation.keys.find(key => isLate(target, TABLE_OPTIONS, key.value.toLowerCase()));
    if (late === undefined) return undefined;
    return rejected(
      'InvalidArguments',
      `Invalid unset table option request: Invalid set region option request, key: ${late.value}`,
      refusalOf(late, TABLE_OPTIONS.get(late.value.toLowerCase())!),
    );
  }
  return undefined;
}

function lateAdmin(target: Version, call: Call): Rejected | undefined {
  const name = call.name.parts.at(-1)!.value.toLowerCase();
  if (!isLate(target, ADMIN_FUNCTIONS, name)) return undefined;
  return rejected('InvalidArguments', `Admin function not found: ${name}`, refusalOf(call, ADMIN_FUNCTIONS.get(name)!));
}

/** The hint which known function was meant cannot be foretold for another release: unknown. */
function lateFunction(target: Version, node: StatementNode): Unknown | undefined {
  const usesLate = some(
    node,
    inner => inner.kind === 'call' && isLate(target, FUNCTIONS, (inner as Call).name.parts.at(-1)!.value.toLowerCase()),
  );
  return usesLate ? { kind: 'unknown', why: `it calls a function that GreptimeDB ${target} does not have` } : undefined;
}

function isLate(target: Version, table: ReadonlyMap<string, Version>, name: string): boolean {
  const since = table.get(name);
  return since !== undefined && !atLeast(target, since);
}

function keyOf(option: Option): string {
  return option.key.value.toLowerCase();
}

function refusalOf(
  at: { readonly span: { readonly start: number; readonly end: number } },
  since: Version,
): Parameters<typeof rejected>[2] {
  return { reason: 'version', span: at.span, detail: { since } };
}
