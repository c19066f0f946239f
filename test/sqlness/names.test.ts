import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bodiesOf } from '../../analysis/facts.ts';
import { namesOf, type Step } from '../../analysis/index.ts';
import { planQuery, type Field } from '../../catalog/index.ts';
import { walk, type Node } from '../../grammar/index.ts';
import { playCase, readCases } from '../../scripts/recordings.ts';
import { describeWithShared, SHARED } from '../shared.ts';

/** A column as the planner bound it and as the editor resolves it; a column of a table is `database.table.column`. */
interface Reading {
  readonly at: string;
  /** Absent where it is no table's: computed, or of both sides of a UNION. */
  readonly planned?: string;
  readonly resolved: readonly string[];
}

function* readingsOf(step: Step): Generator<Reading> {
  const { statement } = step.placed;
  const bound = new Map<Node, Field>();
  const { mentions } = namesOf(step);
  for (const body of bodiesOf(statement.node)) {
    if (body.kind === 'tql') continue;
    planQuery(step.before, body, { column: (node, field) => void bound.set(node, field) });
    const nodes: Node[] = [];
    walk(body, node => void nodes.push(node));
    for (const node of nodes) {
      const field = bound.get(node);
      if (field === undefined) continue;
      const { start, end } = node.span;
      const { origin } = field;
      yield {
        at: `${step.uri}: ${statement.text.slice(start, end)}`,
        ...(origin === undefined ? {} : { planned: `${origin.database}.${origin.table}.${origin.column}` }),
        resolved: mentions.flatMap(({ span, entity }) => {
          if (span.start < start || span.end > end) return [];
          return entity.kind === 'column'
            ? [`${entity.database}.${entity.relation}.${entity.name}`]
            : entity.kind === 'output'
              ? ['alias']
              : [];
        }),
      };
    }
  }
}

const SET_OPERATION = /\b(UNION|EXCEPT|INTERSECT)\b/i;

describeWithShared('the columns of recorded queries', () => {
  test('are the same to the editor and to the planner', () => {
    let same = 0;
    const other: Reading[] = [];
    for (const recordings of readCases(join(SHARED, 'corpus'))) {
      for (const step of [...playCase(recordings).steps.values()].flat()) {
        for (const reading of readingsOf(step)) {
          const { planned, resolved } = reading;
          const isOfTable = resolved.some(name => name !== 'alias');
          if (planned !== undefined && resolved.includes(planned)) same++;
          // An alias is a name of its own, whatever it stands for; and the first side names the columns of both.
          else if (planned === undefined ? isOfTable && !SET_OPERATION.test(step.placed.statement.text) : !resolved.includes('alias'))
            other.push(reading);
        }
      }
    }
    expect(other).toEqual([]);
    expect(same).toBeGreaterThan(5000);
  });
});
