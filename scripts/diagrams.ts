import railroad, { type Item } from 'railroad-diagrams';
import { ChevrotainEngine, RULE_PREFIX } from '../grammar/chevrotain.ts';

/** A production of Chevrotain's recorded grammar, as far as it is drawn. */
interface Production {
  readonly definition?: readonly Production[];
  readonly terminalType?: { readonly name: string; readonly LABEL?: string };
  readonly nonTerminalName?: string;
  readonly constructor: { readonly name: string };
}

/** The page docs/grammar.html: a railroad diagram for every rule, in one file without anything remote. */
export function diagramsPage(): string {
  const productions = new ChevrotainEngine().getGAstProductions() as unknown as Readonly<Record<string, Production>>;
  const names = Object.keys(productions)
    .map(name => name.slice(RULE_PREFIX.length))
    .toSorted();
  const sections = names.map(name => {
    const diagram = railroad.Diagram(draw(productions[RULE_PREFIX + name]!.definition!));
    return `<section id="${name}"><h2>${name}</h2>\n${compact(String(diagram))}\n</section>`;
  });
  const index = names.map(name => `<a href="#${name}">${name}</a>`).join(' ');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>The grammar of GreptimeDB SQL</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; background: #fff; color: #222; }
nav a { display: inline-block; margin: 0 .5em .2em 0; }
h2 { font-size: 1.1em; margin: 2em 0 0; }
section { overflow-x: auto; }
svg.railroad-diagram path { stroke-width: 2; stroke: #555; fill: none; }
svg.railroad-diagram text { font: 14px ui-monospace, monospace; text-anchor: middle; fill: #222; }
svg.railroad-diagram rect { stroke-width: 1.5; stroke: #555; fill: #eef3ff; }
svg.railroad-diagram g.non-terminal rect { fill: #f3f3ea; }
@media (prefers-color-scheme: dark) {
  body { background: #1b1b1b; color: #ddd; } a { color: #8ab4ff; }
  svg.railroad-diagram path, svg.railroad-diagram rect { stroke: #999; } svg.railroad-diagram text { fill: #ddd; }
  svg.railroad-diagram rect { fill: #253048; } svg.railroad-diagram g.non-terminal rect { fill: #33332b; }
}
</style>
<h1>The grammar of GreptimeDB SQL</h1>
<p>Drawn from the rules that the parser runs. A rounded box is a word or a sign, a square one another rule. What a rule checks beyond its
shape, such as the precedence of operators, is not drawn.</p>
<nav>${index}</nav>
${sections.join('\n')}
</html>
`;
}

/** One element, or a sequence of them. */
function draw(productions: readonly Production[]): Item {
  if (productions.length === 0) return railroad.Skip();
  return productions.length === 1 ? drawOne(productions[0]!) : railroad.Sequence(...productions.map(drawOne));
}

function drawOne(production: Production): Item {
  switch (production.constructor.name) {
    case 'Terminal':
      return railroad.Terminal(production.terminalType!.LABEL ?? production.terminalType!.name);
    case 'NonTerminal': {
      const name = production.nonTerminalName!.slice(RULE_PREFIX.length);
      return railroad.NonTerminal(name, `#${name}`);
    }
    case 'Option':
      return railroad.Optional(draw(production.definition!));
    case 'Repetition':
      return railroad.ZeroOrMore(draw(production.definition!));
    default:
      return railroad.Choice(0, ...production.definition!.map(way => draw(way.definition!)));
  }
}

/** The drawing without the classes and decimals that no style asks for. */
function compact(svg: string): string {
  return svg.replace(/\n+/g, '').replace(/(\d+)\.\d+/g, '$1');
}
