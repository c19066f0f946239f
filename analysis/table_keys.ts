import { findRelation, resolveName, type Column } from '../catalog/index.ts';
import type { CreateTable, Ident } from '../grammar/index.ts';
import type { Step } from './simulate.ts';

/** The primary key of a table that a statement made: where each column is named, and what it is. */
export function keyColumnsOf(node: CreateTable, step: Step): readonly { readonly ident: Ident; readonly column: Column }[] {
  const name = step.outcome.verdict.kind === 'accepted' ? resolveName(step.before, node.name) : undefined;
  const table = name === undefined ? undefined : findRelation(step.outcome.after, name.database, name.name);
  if (table?.kind !== 'table' || table.definedBy !== step.placed.statement) return [];
  const idents = [
    ...node.columns.filter(column => column.options.some(option => option.kind === 'primary_key')).map(column => column.name),
    ...node.constraints.flatMap(constraint => (constraint.kind === 'primary_key_constraint' ? constraint.columns : [])),
  ];
  return idents.flatMap(ident => {
    const column = table.columns.find(candidate => candidate.name === (ident.quote === '' ? ident.value.toLowerCase() : ident.value));
    return column === undefined ? [] : [{ ident, column }];
  });
}
