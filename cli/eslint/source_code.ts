import { ConfigCommentParser, Directive, TextSourceCodeBase, VisitNodeStep } from '@eslint/plugin-kit';
import type { FileProblem } from '@eslint/core';
import { parseFile } from '../../grammar/index.ts';
import { linesOf } from '../lines.ts';
import { treeOf, type SqlFile, type SqlNode } from './nodes.ts';
import type { Found } from '../findings.ts';
import type { Asked, Workspaces } from './workspaces.ts';

interface Options {
  readonly LangOptions: Record<string, unknown>;
  readonly RootNode: SqlFile;
  readonly SyntaxElementWithLoc: SqlNode;
  readonly ConfigNode: SqlNode;
}

/** A file as ESLint hands it over, and the workspaces it is judged in. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly workspaces: Workspaces;
  readonly everything: boolean;
}

/** A SQL file as ESLint's rules see it. A class, because ESLint extends its own. */
export class SqlSourceCode extends TextSourceCodeBase<Options> {
  readonly visitorKeys: Record<string, string[]>;
  private readonly parents = new Map<SqlNode, SqlNode>();
  private readonly steps: VisitNodeStep[] = [];
  private readonly asked: Source;

  constructor(source: Source, ast: SqlFile) {
    super({ text: source.text, ast, lineEndingPattern: /\r?\n/u });
    this.asked = source;
    const types = new Set<string>();
    // Leaving a node is a step of its own, taken after all that is below it.
    const waiting: { readonly node: SqlNode; readonly parent: SqlNode | undefined; readonly phase: 1 | 2 }[] = [
      { node: ast, parent: undefined, phase: 1 },
    ];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { node, parent, phase } = next;
      this.steps.push(new VisitNodeStep({ target: node, phase, args: [node, parent] }));
      if (phase === 2) continue;
      types.add(node.type);
      if (parent !== undefined) this.parents.set(node, parent);
      waiting.push({ node, parent, phase: 2 });
      for (const child of node.children.toReversed()) waiting.push({ node: child, parent: node, phase: 1 });
    }
    this.visitorKeys = Object.fromEntries([...types].map(type => [type, ['children']]));
  }

  /** What our linter finds in this file, with options that ESLint's configuration has for a rule. */
  findings(options: Asked['options']): readonly Found[] {
    const { path, text, workspaces, everything } = this.asked;
    return workspaces.findings(path, text, { all: everything, ...(options === undefined ? {} : { options }) });
  }

  override getParent(node: SqlNode): SqlNode | undefined {
    return this.parents.get(node);
  }

  override traverse(): Iterable<VisitNodeStep> {
    return this.steps;
  }

  /** `-- eslint-disable-next-line greptime-sql/flow-missing-source -- reason`, and in block comments. */
  getDisableDirectives(): { directives: Directive[]; problems: FileProblem[] } {
    const parser = new ConfigCommentParser();
    const directives = this.ast.comments.flatMap(comment => {
      const parsed = parser.parseDirective(contentOf(String(comment['value'])));
      if (parsed === undefined || !DIRECTIVES.has(parsed.label)) return [];
      const type = parsed.label.slice('eslint-'.length) as 'disable' | 'enable' | 'disable-line' | 'disable-next-line';
      return [new Directive({ type, node: comment, value: parsed.value, justification: parsed.justification })];
    });
    return { directives, problems: [] };
  }

  getInlineConfigNodes(): SqlNode[] {
    return this.ast.comments.filter(comment => /^eslint(?:\s|$)/.test(contentOf(String(comment['value']))));
  }

  /** `-- eslint greptime-sql/flow-missing-source: off` */
  applyInlineConfig(): ReturnType<NonNullable<import('@eslint/core').TextSourceCode['applyInlineConfig']>> {
    const parser = new ConfigCommentParser();
    const configs = [];
    const problems: FileProblem[] = [];
    for (const comment of this.getInlineConfigNodes()) {
      const parsed = parser.parseDirective(contentOf(String(comment['value'])));
      const result = parser.parseJSONLikeConfig(parsed?.value ?? '');
      if (result.ok) configs.push({ config: { rules: result.config }, loc: comment.loc });
      else problems.push({ ruleId: null, message: result.error.message, loc: comment.loc });
    }
    return { configs, problems };
  }
}

const DIRECTIVES: ReadonlySet<string> = new Set(['eslint-disable', 'eslint-enable', 'eslint-disable-line', 'eslint-disable-next-line']);

/** A comment without its marks. */
function contentOf(comment: string): string {
  return comment
    .replace(/^(?:--|#|\/\*)/, '')
    .replace(/\*\/$/, '')
    .trim();
}

export function sourceCodeOf(source: Source): SqlSourceCode {
  return new SqlSourceCode(source, treeOf(parseFile(source.path, source.text), linesOf(source.text)));
}
