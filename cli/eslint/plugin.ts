import { resolve } from 'node:path';
import type { ConfigObject, Language, Plugin } from '@eslint/core';
import { RULES } from '../../analysis/index.ts';
import { Trouble } from '../trouble.ts';
import { version } from '../version.ts';
import type { SqlFile, SqlNode } from './nodes.ts';
import { LANGUAGE, rules } from './rules.ts';
import { sourceCodeOf, type SqlSourceCode } from './source_code.ts';
import { workspacesAt, type Workspaces } from './workspaces.ts';

/** `languageOptions` of GreptimeDB SQL. */
export interface SqlLanguageOptions extends Record<string, unknown> {
  /** The folder whose SQL files are replayed together; the working folder where it is not said. */
  readonly root?: string;
  /** Rules that are off by default speak too, unless the configuration of greptime-sql silences them. */
  readonly everything?: boolean;
  /** Set by the plugin: a hash over everything that a finding may depend on, so that ESLint's cache knows. */
  readonly workspace?: string;
}

const language: Language<{ LangOptions: SqlLanguageOptions; Code: SqlSourceCode; RootNode: SqlFile; Node: SqlNode }> = {
  fileType: 'text',
  lineStart: 1,
  columnStart: 1,
  nodeTypeKey: 'type',
  validateLanguageOptions(options) {
    const unknown = Object.keys(options).find(key => !KNOWN.has(key));
    if (unknown !== undefined) throw new TypeError(`unknown language option "${unknown}": there are "root" and "everything"`);
    if (options.everything !== undefined && typeof options.everything !== 'boolean')
      throw new TypeError('the language option "everything" must be true or false');
    if (options.root !== undefined && typeof options.root !== 'string') throw new TypeError('the language option "root" must be a path');
  },
  normalizeLanguageOptions(options) {
    const opened = openAt(options);
    return { ...options, workspace: 'trouble' in opened ? opened.trouble : opened.hash };
  },
  parse(file, { languageOptions }) {
    const opened = openAt(languageOptions);
    if ('trouble' in opened) return { ok: false, errors: [{ message: opened.trouble, line: 1, column: 1 }] };
    if (typeof file.body !== 'string' || file.body.slice(0, SNIFFED).includes('\0'))
      return { ok: false, errors: [{ message: 'it is a binary file', line: 1, column: 1 }] };
    const code = sourceCodeOf({
      path: file.physicalPath,
      text: file.body,
      workspaces: opened,
      everything: languageOptions.everything === true,
    });
    return { ok: true, ast: code.ast, code };
  },
  createSourceCode: (_file, parsed) => parsed['code'] as SqlSourceCode,
};

const SNIFFED = 8000;
const KNOWN: ReadonlySet<string> = new Set(['root', 'everything', 'workspace']);

/** The workspaces of a root, or why there are none. */
function openAt({ root }: SqlLanguageOptions): Workspaces | { readonly trouble: string } {
  try {
    return workspacesAt(resolve(root ?? '.'));
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    return { trouble: error.message };
  }
}

const plugin = {
  meta: { name: 'greptime-sql', version: version(), namespace: 'greptime-sql' },
  languages: { sql: language as unknown as Language },
  rules,
  configs: {} as { recommended: ConfigObject; all: ConfigObject },
} satisfies Plugin;

function configOf(name: string, languageOptions: SqlLanguageOptions): ConfigObject {
  const chosen = RULES.map(({ name: rule, severity }) => [`greptime-sql/${rule}`, severity === 'error' ? 'error' : 'warn'] as const);
  return {
    name: `greptime-sql/${name}`,
    files: ['**/*.sql'],
    plugins: { 'greptime-sql': plugin },
    language: LANGUAGE,
    languageOptions,
    rules: Object.fromEntries(chosen),
  };
}

/** `recommended`: what the linter reports, as greptime-sql.json has it; `all`: everything it can. */
Object.assign(plugin.configs, { recommended: configOf('recommended', {}), all: configOf('all', { everything: true }) });

export default plugin;
