import { resolveName } from '../catalog/index.ts';
import { kindOf, type Statement } from '../grammar/index.ts';
import { stepsAmong, type Snapshot, type Step } from './simulate.ts';

const remembered = new WeakMap<Snapshot, ReadonlyMap<string, readonly Step[]>>();

/** The statements that insert into each relation (`database.name`) or copy into it, in execution order; refused ones are left out. */
export function writesOf(snapshot: Snapshot): ReadonlyMap<string, readonly Step[]> {
  let writes = remembered.get(snapshot);
  if (writes === undefined) remembered.set(snapshot, (writes = collect(snapshot)));
  return writes;
}

function collect(snapshot: Snapshot): ReadonlyMap<string, readonly Step[]> {
  const found = new Map<string, Step[]>();
  for (const step of stepsAmong(snapshot, mayWrite, ({ outcome }) => outcome.verdict.kind !== 'rejected')) {
    const { node } = step.placed.statement;
    const written = node?.kind === 'insert' || (node?.kind === 'copy_table' && node.direction === 'FROM') ? node.name : undefined;
    if (written === undefined || written.parts.length > 3) continue;
    const { database, name } = resolveName(step.before, written);
    const key = `${database}.${name}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, [step]);
    else known.push(step);
  }
  return found;
}

function mayWrite(statement: Statement): boolean {
  const kind = kindOf(statement);
  return kind === 'insert' || kind === 'copy_table';
}
