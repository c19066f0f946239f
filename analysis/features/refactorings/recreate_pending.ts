import { createdLater } from '../../creations.ts';
import { printIdent } from '../rename/new_name.ts';
import type { Refactoring, Site } from './refactoring.ts';

/** Nothing starts a pending flow: it is dropped and created again behind the statement that creates its source. */
export function recreatePending({ snapshot, step, node, text }: Site): Refactoring | undefined {
  if (node.kind !== 'create_flow') return undefined;
  const flow = [...step.outcome.after.flows.values()].find(({ definedBy }) => definedBy === step.placed.statement);
  if (flow?.state !== 'pending') return undefined;
  const missing = flow.sources.filter(({ id }) => id === undefined);
  const homes = missing.map(({ name }) => createdLater(snapshot, step, `${name.database}.${name.name}`));
  const home = homes.at(-1);
  if (home === undefined || homes.includes(undefined)) return undefined;
  const end = home.placed.start + home.placed.statement.text.trimEnd().length;
  const isEnded = home.placed.statement.text.trimEnd().endsWith(';');
  const again = `${isEnded ? '' : ';'}\n\nDROP FLOW ${printIdent(flow.name)};\n${text.trimEnd().replace(/;$/, '')};`;
  return {
    title: `Create ${flow.name} again behind its source`,
    kind: 'rewrite',
    edits: new Map([[home.uri, [{ start: end, end, text: again }]]]),
  };
}
