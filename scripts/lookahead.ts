import { ChevrotainEngine, RULE_PREFIX } from '../grammar/chevrotain.ts';

/** A production of Chevrotain's recorded grammar, as far as we read it. */
interface Production {
  readonly definition?: readonly Production[];
  readonly idx?: number;
  readonly terminalType?: { readonly name: string };
  readonly referencedRule?: Production;
  readonly nonTerminalName?: string;
  readonly constructor: { readonly name: string };
}

const ANYTHING = '*';

/** The text of grammar/lookahead_tables.ts: for every decision of every rule the kinds of token that begin each way. */
export function lookaheadTables(): string {
  const productions = new ChevrotainEngine().getGAstProductions() as unknown as Readonly<Record<string, Production>>;
  const sets: string[] = [];
  const rules: string[] = [];
  const intern = (set: string): number => {
    const known = sets.indexOf(set);
    return known === -1 ? sets.push(set) - 1 : known;
  };
  for (const [name, production] of Object.entries(productions)) {
    const ors = new Map<number, readonly number[]>();
    const options = new Map<number, number>();
    const manys = new Map<number, number>();
    const visit = (node: Production): void => {
      switch (node.constructor.name) {
        case 'Alternation':
          ors.set(
            node.idx!,
            node.definition!.map(way => intern(print(first(way.definition!)))),
          );
          break;
        case 'Option':
          options.set(node.idx!, intern(print(first(node.definition!))));
          break;
        case 'Repetition':
          manys.set(node.idx!, intern(print(first(node.definition!))));
          break;
        default:
      }
      if (node.constructor.name !== 'NonTerminal') for (const child of node.definition ?? []) visit(child);
    };
    visit(production);
    if (ors.size + options.size + manys.size === 0) continue;
    rules.push(`  ${JSON.stringify(name.slice(RULE_PREFIX.length))}: [${literal(ors)}, ${literal(options)}, ${literal(manys)}],`);
  }
  return `/** Made by \`npm run generate\` from Chevrotain's recording of the grammar. */

/** Sets of token types, by name. */
export const LOOKAHEAD_SETS: readonly string[] = [
${sets.map(set => `  ${JSON.stringify(set)},`).join('\n')}
];

type Decisions<T> = Readonly<Record<number, T>>;

/** Per rule its OR, OPTION and MANY decisions: occurrence to set, for OR to a set per alternative. */
export const LOOKAHEAD_RULES: Readonly<Record<string, readonly [Decisions<readonly number[]>, Decisions<number>, Decisions<number>]>> = {
${rules.join('\n')}
};
`;
}

function literal(map: ReadonlyMap<number, unknown>): string {
  return `{ ${[...map].map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ')} }`.replace('{  }', '{}');
}

function print(found: ReadonlySet<string>): string {
  return found.has(ANYTHING) ? ANYTHING : [...found].toSorted().join(' ');
}

/** The kinds that may begin a sequence; anything, if the sequence may be empty. */
function first(sequence: readonly Production[], visiting: ReadonlySet<Production> = new Set()): ReadonlySet<string> {
  const found = new Set<string>();
  for (const node of sequence) {
    const { names, nullable } = firstOf(node, visiting);
    for (const name of names) found.add(name);
    if (!nullable) return found;
  }
  found.add(ANYTHING);
  return found;
}

function firstOf(node: Production, visiting: ReadonlySet<Production>): { readonly names: ReadonlySet<string>; readonly nullable: boolean } {
  switch (node.constructor.name) {
    case 'Terminal':
      return { names: new Set([node.terminalType!.name]), nullable: false };
    case 'NonTerminal': {
      const rule = node.referencedRule!;
      if (visiting.has(rule)) throw new Error(`left recursion in ${node.nonTerminalName}`);
      return sequenceOf(rule.definition!, new Set([...visiting, rule]));
    }
    case 'Option':
    case 'Repetition':
      return { names: sequenceOf(node.definition!, visiting).names, nullable: true };
    case 'Alternation': {
      const names = new Set<string>();
      let nullable = false;
      for (const way of node.definition!) {
        const inner = sequenceOf(way.definition!, visiting);
        for (const name of inner.names) names.add(name);
        nullable ||= inner.nullable;
      }
      return { names, nullable };
    }
    default:
      throw new Error(`the grammar uses ${node.constructor.name}, which the look-ahead tables do not know`);
  }
}

function sequenceOf(
  sequence: readonly Production[],
  visiting: ReadonlySet<Production>,
): { readonly names: ReadonlySet<string>; readonly nullable: boolean } {
  const names = new Set(first(sequence, visiting));
  return { names, nullable: names.delete(ANYTHING) };
}
