import { findRelation, fold, resolveName, type Column } from '../catalog/index.ts';
import type { CreateTable, Ident } from '../grammar/index.ts';
import type { Step } from './simulate.ts';

/** A column of a primary key: where it is named, and what it is. */
export interface KeyColumn {
  readonly ident: Ident;
  readonly column: Column;
}

const NONE: readonly KeyColumn[] = [];

/** What was asked last: several rules ask it of the same table, one after the other. */
let last: { readonly node: CreateTable; readonly outcome: object; readonly keys: readonly KeyColumn[] } | undefined;

/** The primary key of a table that a statement made. */
export function keyColumnsOf(node: CreateTable, step: Step): readonly KeyColumn[] {
  const { outcome } = step;
  if (last?.node !== node || last.outcome !== outcome) last = { node, outcome, keys: find(node, step) };
  return last.keys;
}

function find(node: CreateTable, { before, outcome, placed }: Step): readonly KeyColumn[] {
  const idents = outcome.verdict.kind === 'accepted' ? identsOf(node) : [];
  if (idents.length === 0) return NONE;
  const { database, name } = resolveName(before, node.name);
  const table = findRelation(outcome.after, database, name);
  if (table?.kind !== 'table' || table.definedBy !== placed.statement) return NONE;
  return idents.flatMap(ident => {
    const named = fold(ident);
    const column = table.columns.find(candidate => candidate.name === named);
    return column === undefined ? [] : [{ ident, column }];
  });
}

/** Where the columns of the key are named. */
function identsOf({ columns, constraints }: CreateTable): readonly Ident[] {
  const idents: Ident[] = [];
  for (const { name, options } of columns) if (options.some(({ kind }) => kind === 'primary_key')) idents.push(name);
  for (const constraint of constraints) if (constraint.kind === 'primary_key_constraint') idents.push(...constraint.columns);
  return idents;
}
