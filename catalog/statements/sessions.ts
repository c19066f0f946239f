import type { CloseCursor, DeclareCursor, Expr, FetchCursor, Kill, SetVariable } from '../../grammar/index.ts';
import { parseSessionZone } from '../constant/zones.ts';
import { fold, printName } from '../names.ts';
import type { Outcome } from '../outcome.ts';
import { planQuery } from '../plan/query.ts';
import { reject, Ruling, unknown } from '../verdict.ts';
import type { World } from '../world.ts';
import { accepted, done } from './targets.ts';

/** SET: what the server understands depends on the protocol. Mirrors `set_variables` (`src/operator/src/statement.rs`). */
export function set(world: World, node: SetVariable): Outcome {
  const name = node.name.parts
    .map(part => part.value)
    .join('.')
    .toUpperCase();
  const { protocol } = world.session;
  switch (name) {
    case 'TIMEZONE':
    case 'TIME_ZONE':
    case '@@TIME_ZONE':
    case '@@SESSION.TIME_ZONE':
      return setTimeZone(world, node);
    case 'READ_PREFERENCE':
      return setReadPreference(world, node);
    case 'BYTEA_OUTPUT':
    case 'DATESTYLE':
    case 'INTERVALSTYLE':
    case 'ALLOW_QUERY_FALLBACK':
    case 'CLIENT_ENCODING':
      return setKnown(world, name, node);
    case 'MAX_EXECUTION_TIME':
    case '@@SESSION.MAX_EXECUTION_TIME':
      return protocol === 'mysql' ? setMilliseconds(world, name, node) : unsupported(world, name, node);
    case 'STATEMENT_TIMEOUT':
      return protocol === 'postgres' ? setMilliseconds(world, name, node) : unsupported(world, name, node);
    case 'SEARCH_PATH':
      return protocol === 'postgres' ? setSearchPath(world, node) : unsupported(world, name, node);
    default:
      return unsupported(world, name, node);
  }
}

/** HTTP refuses variables it does not know; the wire protocols warn. */
function unsupported(world: World, name: string, node: SetVariable): Outcome {
  if (world.session.protocol !== 'http') return done(world);
  return reject('Unsupported', `Not supported: Unsupported set variable ${name}`, {
    reason: 'set_variable',
    span: node.name.span,
    detail: { variable: name },
  });
}

/** Values that are certainly taken; of others we do not know. */
const KNOWN_VALUES: { readonly [Name in string]?: RegExp } = {
  BYTEA_OUTPUT: /^(?:hex|escape)$/i,
  DATESTYLE: /^(?:ISO|SQL|POSTGRES|GERMAN)(?:, ?(?:MDY|DMY|YMD))?$/i,
  INTERVALSTYLE: /^(?:iso_8601|sql_standard|postgres|postgres_verbose)$/i,
  ALLOW_QUERY_FALLBACK: /^(?:true|false)$/i,
  CLIENT_ENCODING: /^(?:UTF8|UTF-8)$/i,
};

function setKnown(world: World, name: string, node: SetVariable): Outcome {
  const texts = node.values.map(value => (value.kind === 'literal' && value.type === 'boolean' ? value.value : textOf(value)));
  const known = texts.every(text => text !== undefined) && KNOWN_VALUES[name]?.test(texts.join(', ')) === true;
  return known ? done(world) : unknown(`which values ${name} takes`);
}

function setMilliseconds(world: World, name: string, node: SetVariable): Outcome {
  const [value] = node.values;
  return value?.kind === 'literal' && value.type === 'number' && /^\d+$/.test(value.value)
    ? done(world)
    : unknown(`which values ${name} takes`);
}

/** The first entry is the database from now on; nobody asks whether it exists. */
function setSearchPath(world: World, node: SetVariable): Outcome {
  const [value] = node.values;
  const text = value?.kind === 'identifier' ? fold(value.ident) : textOf(value);
  if (text === undefined) return unknown('a computed search path');
  return done(world.session.database === text ? world : { ...world, session: { ...world.session, database: text } });
}

function setTimeZone(world: World, node: SetVariable): Outcome {
  const text = textOf(node.values[0]);
  if (text === undefined || node.values.length > 1 || parseSessionZone(text) === undefined) return unknown('this time zone');
  return done(world.session.timezone === text ? world : { ...world, session: { ...world.session, timezone: text } });
}

function setReadPreference(world: World, node: SetVariable): Outcome {
  const text = textOf(node.values[0]);
  if (text === undefined) return unknown('a computed read preference');
  if (text.toLowerCase() === 'leader') return done(world);
  return reject('Unsupported', `Not supported: Invalid read preference expr ${text} in set variable statement`, {
    reason: 'set_variable',
    span: node.span,
  });
}

function textOf(expr: Expr | undefined): string | undefined {
  if (expr?.kind === 'literal' && (expr.type === 'string' || expr.type === 'double_quoted')) return expr.value;
  return expr?.kind === 'identifier' ? expr.ident.value : undefined;
}

/** KILL: which queries run is not known. */
export function kill(_world: World, _node: Kill): Outcome {
  return unknown('which queries run');
}

/** DECLARE CURSOR plans its query at once. */
export function declareCursor(world: World, node: DeclareCursor): Outcome {
  const planning = planQuery(world, node.query);
  if (planning.kind === 'rejected') throw new Ruling(planning);
  if (planning.kind === 'unknown') return unknown(planning.why);
  const name = printName(node.name);
  const cursors = world.session.cursors ?? new Set<string>();
  if (cursors.has(name)) return unknown(`the cursor ${name} is there already`);
  return done({ ...world, session: { ...world.session, cursors: new Set([...cursors, name]) } });
}

export function fetchCursor(world: World, node: FetchCursor): Outcome {
  return world.session.cursors?.has(printName(node.name)) === true ? accepted(world) : unknown('a cursor that no statement declared');
}

export function closeCursor(world: World, node: CloseCursor): Outcome {
  const name = printName(node.name);
  if (world.session.cursors?.has(name) !== true) return unknown('a cursor that no statement declared');
  const cursors = new Set(world.session.cursors);
  cursors.delete(name);
  return done({ ...world, session: { ...world.session, cursors } });
}
