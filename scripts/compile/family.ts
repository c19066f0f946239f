import { parse, type Expression, type FunctionDeclaration, type Node, type Program } from 'acorn';
import { TABLE_FUNCTIONS } from './decisions.ts';
import { nameOfRule, RuleLowering, TYPES_IMPORT } from './rules.ts';
import type { Lambda } from './expressions.ts';

/** What is known of the rules of all families: the file of each, and which are only another name for a call. */
export interface Rulebook {
  readonly homes: ReadonlyMap<string, string>;
  readonly same: ReadonlyMap<string, string>;
}

/** What the engine offers rules that are written with closures; compiled code has no use for them. */
const MACROS: ReadonlySet<string> = new Set(['list', 'list0']);

/**
 * Compiles a file of rules (as JavaScript): decisions become comparisons of kinds, bodies stand where they are taken, rules are functions
 * that call each other. The family's own function keeps its face: given an engine, it returns its rules.
 */
export function compileFamily(code: string, { homes, same }: Rulebook): string {
  const program = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  const lowering = new RuleLowering(code, assignedIn(program), same);
  const own = new Set<string>();
  const parts: string[] = [];
  for (const node of program.body) {
    const declared = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
    if (declared?.type === 'FunctionDeclaration' && MACROS.has(declared.id?.name ?? '')) {
      parts.push(`export const ${declared.id!.name} = undefined;`);
    } else if (declared?.type === 'FunctionDeclaration' && isFamily(declared)) {
      parts.push(family(declared, lowering, own));
    } else if (declared?.type === 'FunctionDeclaration' || declared?.type === 'VariableDeclaration') {
      const exported = node.type === 'ExportNamedDeclaration' ? 'export ' : '';
      parts.push(exported + lowering.topLevel(declared));
    } else {
      parts.push(code.slice(node.start, node.end));
    }
  }
  const imports = importsOf(
    [...lowering.rulesUsed].filter(rule => !own.has(rule)),
    homes,
  );
  const needsEnds = !code.includes('function endsList') && parts.some(part => part.includes('endsList('));
  const names = needsEnds ? "import { endsList } from './names.ts';\n" : '';
  const cleaned = needsEnds
    ? parts.map(part =>
        part.replace(/^import \{([^}]*)\bendsList\b,?([^}]*)\} from "\.\/names\.ts";?$/m, 'import {$1$2} from "./names.ts";'),
      )
    : parts;
  return `${imports}${names}${TYPES_IMPORT}${TABLE_FUNCTIONS}${lowering.shared.declarations()}${cleaned.join('\n')}\n`;
}

function isFamily(node: Node): boolean {
  return (
    node.type === 'FunctionDeclaration' &&
    (node as FunctionDeclaration).params.length === 2 &&
    (node as FunctionDeclaration).id.name.endsWith('Rules')
  );
}

/** `export function nameRules($, all) { return { ident: $.RULE('ident', …), … } }`. */
function family(node: FunctionDeclaration, lowering: RuleLowering, own: Set<string>): string {
  const last = node.body.body.find(statement => statement.type === 'ReturnStatement');
  if (last?.type !== 'ReturnStatement' || last.argument?.type !== 'ObjectExpression')
    throw new Error(`${node.id.name} must return its rules`);
  const functions: string[] = [];
  const fields: string[] = [];
  for (const property of last.argument.properties) {
    if (property.type !== 'Property' || property.value.type !== 'CallExpression')
      throw new Error(`${node.id.name} returns something that is no rule`);
    const [name, body] = property.value.arguments as [Expression, Expression];
    if (name.type !== 'Literal' || typeof name.value !== 'string' || body.type !== 'ArrowFunctionExpression')
      throw new Error(`a rule of ${node.id.name} is not written out`);
    own.add(name.value);
    functions.push(`${nameOfRule(name.value)} = ${lowering.ruleFunction(name.value, body as Lambda)};`);
    fields.push(`${name.value}: ${nameOfRule(name.value)}`);
  }
  const before = node.body.body.filter(statement => statement !== last).map(statement => lowering.inner(statement));
  const declared = [...own].map(nameOfRule).join(', ');
  return `export let ${declared};\nexport function ${node.id.name}($, all) {\n${lowering.own.declarations()}${before.join('\n')}\n${functions.join('\n')}\nreturn { ${fields.join(', ')} };\n}`;
}

function importsOf(rules: readonly string[], homes: ReadonlyMap<string, string>): string {
  return rules
    .map(rule => {
      const home = homes.get(rule);
      if (home === undefined) throw new Error(`no family has a rule ${rule}`);
      return `import { ${nameOfRule(rule)} } from './${home}';\n`;
    })
    .join('');
}

/** The names that something assigns after their declaration. */
function assignedIn(program: Program): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: Node): void => {
    const { left, argument } = node as unknown as { left?: Node & { name?: string }; argument?: Node & { name?: string } };
    if (node.type === 'AssignmentExpression' && left?.type === 'Identifier') names.add(left.name!);
    if (node.type === 'UpdateExpression' && argument?.type === 'Identifier') names.add(argument.name!);
    for (const value of Object.values(node)) {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (typeof one === 'object' && one !== null && 'type' in one) visit(one as Node);
      }
    }
  };
  visit(program);
  return names;
}
