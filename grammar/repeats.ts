import type { Statement } from './parser.ts';

/**
 * Statements that a file has said already. Of those that are as long as each other and alike in a few places only the last is remembered:
 * looking at all of a text would take as long as cutting it into tokens, and most files say nothing twice.
 */
export class Repeats {
  private readonly latest = new Map<number, Statement>();

  find(text: string): Statement | undefined {
    const found = this.latest.get(sampleOf(text));
    return found?.text === text ? found : undefined;
  }

  add(statement: Statement): void {
    this.latest.set(sampleOf(statement.text), statement);
  }
}

function sampleOf(text: string): number {
  const { length } = text;
  let sample = length;
  for (let i = 1; i <= SAMPLES; i++) sample = Math.imul(sample, 31) + text.charCodeAt(Math.floor((length * i) / (SAMPLES + 1)));
  return sample | 0;
}
const SAMPLES = 6;
