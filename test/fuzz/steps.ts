import { Refusal } from '../../grammar/fault.ts';
import { DIALECTS, lex, type Protocol } from '../../grammar/index.ts';
import { LeanEngine } from '../../grammar/lean.ts';

/** Counts the tokens that it takes, and stops when they are too many. */
class CountingEngine extends LeanEngine {
  left = 0;

  protected override take(...args: Parameters<LeanEngine['take']>): ReturnType<LeanEngine['take']> {
    if (this.left-- <= 0) throw new TooMany();
    return super.take(...args);
  }
}
class TooMany extends Error {}

const engine = new CountingEngine();

/**
 * A text of so many tokens takes a few times as many, and where words were tried in vain again and again less than their square:
 * nothing doubles with every step. Asked before any other law, which would never end.
 */
export function stepping(text: string, protocol: Protocol): string | undefined {
  const tokens = lex(text, DIALECTS[protocol]);
  engine.load(tokens, DIALECTS[protocol]);
  engine.left = 1_000 + 10 * tokens.count + (tokens.count * tokens.count) / 4;
  try {
    engine.run(engine.rules.statement);
  } catch (refusal) {
    if (refusal instanceof TooMany) return `parsing takes too many steps: ${tokens.count} tokens`;
    if (!(refusal instanceof Refusal)) throw refusal;
  }
  return undefined;
}
