import type { Engine, Rule } from './engine.ts';
import { grammar, type Grammar } from './grammar.ts';
import { Runtime } from './runtime.ts';

/** Stands in for `lean.ts` where the rules were compiled (`scripts/compile`): they need the runtime and nothing else. */
export class LeanEngine extends Runtime {
  readonly rules: Grammar;

  constructor() {
    super();
    this.rules = grammar(this as unknown as Engine);
  }

  run<A extends readonly unknown[], R>(rule: Rule<A, R>, ...args: A): R {
    return rule(...args);
  }
}
