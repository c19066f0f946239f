import { parseStatement, print, type Admin, type Call, type Expr, type Literal } from '../../grammar/index.ts';
import { functionRow } from '../data/functions.ts';
import { fold } from '../names.ts';
import type { Outcome } from '../outcome.ts';
import { reject, unknown } from '../verdict.ts';
import { CATALOG, type TableName, type World } from '../world.ts';
import { flowMayExist } from '../worlds.ts';
import { ADMIN_FUNCTIONS, type AdminArgument, type AdminFunction } from './admin_functions.ts';
import { isLogical } from './metric_tables.ts';
import { accepted, find, fullName } from './targets.ts';

/** ADMIN calls a function of the server. Mirrors `execute_admin_command` (`src/operator/src/statement/admin.rs`). */
export function admin(world: World, node: Admin): Outcome {
  const { call } = node;
  const name = call.name.parts.map(fold).join('.').toLowerCase();
  const known = ADMIN_FUNCTIONS[name];
  if (known === undefined) {
    if (functionRow('scalar', name) !== undefined || functionRow('admin', name) !== undefined)
      return unknown(`the function ${name} in ADMIN`);
    return reject('InvalidArguments', `Admin function not found: ${name}`, {
      reason: 'admin_function',
      span: call.name.span,
      detail: { function: name },
    });
  }
  const values = literals(call, name);
  checkArguments(known, values, call);
  if (!known.standalone) return unknown(`${name} depends on the server`);
  const [first] = values;
  if (known.subject === 'region' || first === undefined || first.type === 'number') return unknown('which regions there are');
  const subject = known.subject === 'flow' ? flowOf(world, first, name) : tableOf(world, first, name, values[1]);
  if (subject !== undefined) return unknown(subject);
  return accepted(world);
}

/** Only literals are certainly understood. */
function literals(call: Call, name: string): readonly Literal[] {
  return (call.args ?? []).map(arg => {
    const expr: Expr | undefined = arg.kind === 'expr' ? arg.expr : undefined;
    if (expr?.kind === 'literal') return expr;
    // A name in double quotes is text in MySQL, and who wrote it may have meant that.
    if (expr === undefined || expr.kind === 'identifier') return unknown(`an argument of ${name} that is no literal`);
    return refuseArguments(`unsupported function arg ${print(expr)} for ${name}`, call);
  });
}

/** Mirrors `args_to_vector`. */
function checkArguments(known: AdminFunction, values: readonly Literal[], call: Call): void {
  const { signatures } = known;
  if (signatures.length === 1) {
    const [types] = signatures as readonly [readonly AdminArgument[]];
    if (types.length !== values.length) {
      reject('InvalidArguments', `Expected ${types.length} args, but actual ${values.length}`, {
        reason: 'admin_arguments',
        span: call.span,
      });
    }
    const wrong = values.find((value, at) => !casts(value, types[at]!));
    if (wrong !== undefined) refuseArguments(`failed to cast ${print(wrong)}`, call);
    return;
  }
  if (!signatures.some(types => types.length === values.length && types.every((type, at) => casts(values[at]!, type)))) {
    refuseArguments('function signature not match', call);
  }
}

function casts(value: Literal, type: AdminArgument): boolean {
  switch (value.type) {
    case 'string':
    case 'double_quoted':
      return type === 'text';
    case 'number':
      return type === 'whole' ? /^\d+$/.test(value.value) : false;
    case 'boolean':
      return type === 'boolean';
    default:
      return unknown('an argument of this kind');
  }
}

function refuseArguments(message: string, call: Call): never {
  return reject('InvalidArguments', `Failed to build admin function args: ${message}`, { reason: 'admin_arguments', span: call.span });
}

/** Why it is not known that the function finds its table; undefined where it does. */
function tableOf(world: World, literal: Literal, name: string, type: Literal | undefined): string | undefined {
  const table = nameIn(world, literal.value);
  if (table === undefined) return 'a table name of this form';
  const found = find(world, table);
  if (found.kind === 'missing') return failed(name, `Table not found: ${fullName(table)}`, literal);
  if (found.kind !== 'relation') return `${fullName(table)} may exist elsewhere`;
  if (found.relation.kind === 'view') return `${fullName(table)} is a view`;
  if (name === 'discard_unflushed' && isLogical(found.relation)) {
    return failed(name, 'Not supported: discarding unflushed data from a Metric Engine logical table', literal);
  }
  if (name === 'compact_table' && !isCompaction(type?.value)) return 'this type of compaction';
  return found.relation.engine === 'file' ? 'an external table' : undefined;
}

function isCompaction(type: string | undefined): boolean {
  return type === undefined || ['regular', 'strict_window', 'swcs'].includes(type.toLowerCase());
}

function flowOf(world: World, literal: Literal, name: string): string | undefined {
  const parts = partsIn(literal.value);
  if (parts === undefined || (parts.length === 2 && parts[0] !== CATALOG)) return 'a flow name of this form';
  if (parts.length > 2) {
    return failed(
      name,
      `Invalid function args: expect flow name to be <catalog>.<flow-name> or <flow-name>, actual: ${literal.value}`,
      literal,
    );
  }
  const flow = parts.at(-1)!;
  const known = world.flows.get(flow);
  if (known?.assumed === true) return 'the flow may not have been made';
  if (known?.state === 'pending') return failed(name, "Can't found alive flownode", literal);
  if (known !== undefined) return undefined;
  return flowMayExist(world, flow) ? 'the flow may exist elsewhere' : failed(name, `Flow not found: '${CATALOG}.${flow}'`, literal);
}

function failed(name: string, cause: string, literal: Literal): never {
  return reject('Unexpected', `Failed to execute admin function ${name}: Execution error: ${cause}`, {
    reason: 'admin_failed',
    span: literal.span,
  });
}

/** A name inside a string is parsed like one outside. */
function partsIn(text: string): readonly string[] | undefined {
  const { node } = parseStatement(`DESC ${text}`);
  return node?.kind === 'describe' ? node.name.parts.map(fold) : undefined;
}

function nameIn(world: World, text: string): TableName | undefined {
  const parts = partsIn(text);
  if (parts === undefined || parts.length > 3) return undefined;
  return { catalog: parts.at(-3) ?? CATALOG, database: parts.at(-2) ?? world.session.database, name: parts.at(-1)! };
}
