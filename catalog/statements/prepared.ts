import {
  parseStatement,
  rewrite,
  type Cast,
  type Deallocate,
  type Execute,
  type Expr,
  type Literal,
  type Node,
  type Prepare,
  type StatementNode,
} from '../../grammar/index.ts';
import { convert } from '../column_types.ts';
import { integerRange, fits, parseInteger } from '../constant/integers.ts';
import { parseFloat64 } from '../constant/floats.ts';
import { fold } from '../names.ts';
import type { Outcome } from '../outcome.ts';
import { planQuery } from '../plan/query.ts';
import { debugTypeName } from '../type_names.ts';
import { isFloat, type DataType } from '../types.ts';
import { reject, Ruling, unknown } from '../verdict.ts';
import type { World } from '../world.ts';
import { accepted, done } from './targets.ts';

/** MySQL's PREPARE keeps a text under a name. */
export function prepare(world: World, node: Prepare): Outcome {
  if (parseStatement(node.sql, 'mysql').faults.length > 0) return unknown('what a client is told of a text that does not parse');
  return done(withPrepared(world, fold(node.name), node.sql));
}

export function deallocate(world: World, node: Deallocate): Outcome {
  return done(withPrepared(world, fold(node.name), undefined));
}

function withPrepared(world: World, name: string, sql: string | undefined): World {
  const prepared = new Map(world.session.prepared);
  if (sql === undefined) prepared.delete(name);
  else prepared.set(name, sql);
  return { ...world, session: { ...world.session, prepared } };
}

/** EXECUTE puts the values in the places of the question marks and runs the query. */
export function execute(world: World, node: Execute): Outcome {
  const sql = world.session.prepared?.get(fold(node.name));
  if (sql === undefined) return unknown('a statement that was not prepared here');
  const values = node.using.map(expr => (expr.kind === 'literal' ? expr : unknown('a computed parameter')));
  const prepared = parseStatement(sql, 'mysql').node;
  if (prepared?.kind !== 'query') return unknown('a prepared statement that is no query');
  const filled = fill(prepared, values);
  const planning = planQuery(world, filled);
  // The cause stands in the prepared text; what is written here is its name.
  if (planning.kind === 'rejected') throw new Ruling({ ...planning, span: node.name.span });
  return planning.kind === 'unknown' ? unknown(planning.why) : accepted(world);
}

function fill<N extends StatementNode>(statement: N, values: readonly Literal[]): N {
  let next = 0;
  const take = (): Literal => values[next++] ?? unknown('fewer parameters than places');
  const taken = new Map<Node, Literal>();
  collect(statement, placeholder => taken.set(placeholder, take()));
  if (next < values.length) unknown('more parameters than places');
  checkCasts(statement, taken);
  return rewrite(statement, part => taken.get(part) ?? part);
}

/** Places in the order of the text. */
function collect(statement: StatementNode, see: (placeholder: Literal) => void): void {
  const found: Literal[] = [];
  rewrite(statement, part => {
    if (isPlaceholder(part)) found.push(part);
    return part;
  });
  for (const placeholder of found.sort((left, right) => left.span.start - right.span.start)) see(placeholder);
}

function isPlaceholder(part: Node): part is Literal {
  return part.kind === 'literal' && (part as Literal).type === 'placeholder';
}

/** A parameter that is cast at once has the type of the cast, and its value must convert. */
function checkCasts(statement: StatementNode, taken: ReadonlyMap<Node, Literal>): void {
  rewrite(statement, part => {
    if (part.kind !== 'cast') return part;
    const { expr, type } = part as Cast;
    const value = taken.get(bare(expr));
    const target = convert(type);
    if (value?.type === 'string' && target !== undefined && !fitsText(target, value.value)) {
      reject('InvalidArguments', `Invalid request parameter: Unable to convert ${value.value} to datatype ${debugTypeName(target)}`, {
        reason: 'parameter',
        span: value.span,
      });
    }
    return part;
  });
}

function bare(expr: Expr): Expr {
  return expr.kind === 'nested' ? bare(expr.expr) : expr;
}

/** Whether a text can be the value of a parameter of this type. */
function fitsText(type: DataType, text: string): boolean {
  const range = integerRange(type);
  if (range !== undefined) {
    const value = parseInteger(text);
    return value !== undefined && fits(value, range);
  }
  return isFloat(type) ? parseFloat64(text) !== undefined : true;
}
