import { join } from 'node:path';
import { build } from 'esbuild';
import { ChevrotainEngine } from '../../grammar/chevrotain.ts';
import { toFault, type Refusal } from '../../grammar/fault.ts';
import { DIALECTS, type Protocol, type Tokens } from '../../grammar/index.ts';
import { LeanEngine } from '../../grammar/lean.ts';
import { compiledRules } from '../../scripts/compile/plugin.ts';
import { written } from './laws.ts';

type AnyEngine = ChevrotainEngine | LeanEngine;

/** The engine of the shipped bundles, built here as it is there. */
async function compiledEngine(): Promise<LeanEngine> {
  const root = join(import.meta.dirname, '..', '..');
  const { outputFiles } = await build({
    entryPoints: [join(root, 'grammar', 'compiled.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    plugins: [compiledRules(root)],
  });
  const made = (await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString('base64')}`)) as {
    LeanEngine: new () => LeanEngine;
  };
  return new made.LeanEngine();
}

const engines: readonly (readonly [string, AnyEngine])[] = [
  ['lean', new LeanEngine()],
  ['compiled', await compiledEngine()],
  ['chevrotain', new ChevrotainEngine()],
];

/** Everything an engine says of a text: the tree and where it stopped, or the fault and the draft. */
function spoken(engine: AnyEngine, tokens: Tokens, protocol: Protocol): string {
  engine.load(tokens, DIALECTS[protocol]);
  try {
    const node = engine.run(engine.rules.statement);
    return written([node, engine.LA(1).start]);
  } catch (refusal) {
    // The compiled engine throws refusals of its own copy of the grammar.
    if (refusal instanceof Error) throw refusal;
    return written([toFault(refusal as Refusal, tokens.text), engine.takeDraft()]);
  }
}

/** All engines say the same of a text; Chevrotain's, the slowest, only if it is asked. */
export function allEngines(tokens: Tokens, protocol: Protocol, isSlow: boolean): string | undefined {
  const [first, ...rest] = engines.slice(0, isSlow ? 3 : 2).map(([name, engine]) => [name, spoken(engine, tokens, protocol)] as const);
  const other = rest.find(([, told]) => told !== first![1]);
  return other === undefined ? undefined : `engines differ: lean ${first![1].slice(0, 300)} <> ${other[0]} ${other[1].slice(0, 300)}`;
}
