import { answer, draw } from '../../catalog/index.ts';
import type { Snapshot, Step } from '../simulate.ts';

/** What GreptimeDB would print for a file, statement by statement, after the files before it. */
export function predictedText(snapshot: Snapshot, uri: string): string | undefined {
  const steps = snapshot.steps.get(uri);
  if (steps === undefined) return undefined;
  return steps.map(step => `${step.placed.statement.text.trim().replace(/;$/, '')};\n\n${printed(step)}\n`).join('\n');
}

function printed({ before, placed, outcome }: Step): string {
  const { verdict } = outcome;
  switch (verdict.kind) {
    case 'rejected':
      return `Error: ${verdict.status.code}(${verdict.status.name}), ${verdict.message}`;
    case 'unknown':
      return `-- unknown: ${verdict.why}`;
    default: {
      const shown = answer(before, placed.statement, outcome);
      return shown === undefined ? '-- accepted: the rows are not simulated' : draw(shown, before.session.protocol);
    }
  }
}
