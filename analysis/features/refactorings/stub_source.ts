import { findRelation, systemTable } from '../../../catalog/index.ts';
import { children, type Binary, type Call, type Literal, type Node } from '../../../grammar/index.ts';
import { namesOf } from '../../facts.ts';
import type { RelationEntity } from '../../names/entity.ts';
import { writeColumn, writeIdent } from '../completion/item.ts';
import { inFront, type Refactoring, type Site } from './refactoring.ts';

/** Creates the table that a statement reads and nobody has made, with the columns it uses and the types they are used as. */
export function stubSource(site: Site): Refactoring | undefined {
  const { step, range } = site;
  const missing = namesOf(step).mentions.filter(
    ({ entity, use }) => entity.kind === 'relation' && use === 'read' && isMissing(site, entity),
  );
  const chosen =
    missing.find(({ span }) => span.start <= range.start && range.start <= span.end) ??
    (site.node.kind === 'create_flow' ? missing[0] : undefined);
  if (chosen?.entity.kind !== 'relation') return undefined;
  const { entity } = chosen;
  return { title: `Create the table ${entity.name} before this`, kind: 'rewrite', edits: inFront(site, createTable(site, entity)) };
}

function isMissing({ step }: Site, { database, name }: RelationEntity): boolean {
  return findRelation(step.before, database, name) === undefined && systemTable(database, name, step.before.session.protocol) === undefined;
}

type Guess = 'TIMESTAMP' | 'DOUBLE' | 'STRING';

function createTable(site: Site, { database, name }: RelationEntity): string {
  const guesses = guessColumns(site, database, name);
  const written = (column: string): string => writeColumn(column);
  let time = [...guesses].find(([, guess]) => guess === 'TIMESTAMP')?.[0];
  if (time === undefined) guesses.set((time = guesses.has('ts') ? 'greptime_timestamp' : 'ts'), 'TIMESTAMP');
  const keys = [...guesses].filter(([, guess]) => guess === 'STRING').map(([column]) => written(column));
  const lines = [...guesses].map(([column, guess]) => `  ${written(column)} ${guess}`);
  lines.push(`  TIME INDEX (${written(time)})`);
  if (keys.length > 0) lines.push(`  PRIMARY KEY (${keys.join(', ')})`);
  const owner = database === site.step.before.session.database ? '' : `${writeIdent(database)}.`;
  return `CREATE TABLE ${owner}${writeIdent(name)} (\n${lines.join(',\n')}\n);`;
}

/** The columns of the table that the statement names, in the order of their first use, each with the type that use suggests. */
function guessColumns({ step, node }: Site, database: string, name: string): Map<string, Guess> {
  const places = new Map<number, string>();
  for (const { span, entity } of namesOf(step).mentions) {
    if (entity.kind === 'column' && entity.database === database && entity.relation === name) places.set(span.start, entity.name);
  }
  const guesses = new Map<string, Guess>();
  const note = (column: string, guess: Guess | undefined): void => {
    const known = guesses.get(column);
    if (known === undefined || (known === 'STRING' && guess !== undefined))
      guesses.set(column, guess ?? (TIME_NAME.test(column) ? 'TIMESTAMP' : 'STRING'));
  };
  const visit = (inner: Node, hint: Guess | undefined): void => {
    const column = inner.kind === 'ident' ? places.get(inner.span.start) : undefined;
    if (column !== undefined) note(column, hint);
    for (const child of children(inner)) visit(child, hintFor(inner, child, hint));
  };
  visit(node, undefined);
  return guesses;
}

const TIME_NAME = /^(?:ts|time|timestamp|.*_(?:ts|time|at))$/;
const TIME_FUNCTIONS: ReadonlySet<string> = new Set(['date_bin', 'date_trunc', 'to_unixtime', 'date_part']);
const NUMBER_FUNCTIONS: ReadonlySet<string> = new Set([
  'sum',
  'avg',
  'min',
  'max',
  'stddev',
  'stddev_pop',
  'var',
  'var_pop',
  'median',
  'approx_percentile_cont',
  'abs',
  'round',
  'sqrt',
]);

/** What a node says of the columns below one of its children. */
function hintFor(parent: Node, child: Node, inherited: Guess | undefined): Guess | undefined {
  if (parent.kind === 'call') {
    const name = (parent as Call).name.parts.at(-1)!.value.toLowerCase();
    if (child === (parent as Call).name) return undefined;
    return TIME_FUNCTIONS.has(name) ? 'TIMESTAMP' : NUMBER_FUNCTIONS.has(name) ? 'DOUBLE' : inherited;
  }
  if (parent.kind === 'binary') {
    const { left, right, op } = parent as Binary;
    const other = child === left ? right : left;
    if (/^[-+*/%]$/.test(op)) return 'DOUBLE';
    if (other.kind === 'literal') return (other as Literal).type === 'number' ? 'DOUBLE' : undefined;
    return isClock(other) ? 'TIMESTAMP' : undefined;
  }
  return inherited;
}

/** `now() - INTERVAL '1 hour'`: what is compared with the clock is a time. */
function isClock(node: Node): boolean {
  if (node.kind === 'call') return (node as Call).name.parts.at(-1)!.value.toLowerCase() === 'now';
  return (node.kind === 'binary' || node.kind === 'nested') && children(node).some(isClock);
}
