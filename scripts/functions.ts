/** Writes catalog/data/function_rows.ts from the reference beside the repository: `node dist/scripts/functions.js`. */
import { readFileSync, writeFileSync } from 'node:fs';

interface Argument {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly variadic: boolean;
}
interface Row {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: string;
  readonly category: string;
  readonly signatures: readonly { readonly args: readonly Argument[]; readonly returns: string }[];
  readonly description: string;
  readonly deterministic: boolean;
  readonly origin: string;
  readonly since?: string;
  readonly adminOnly?: boolean;
  readonly enterprise?: boolean;
  readonly internal?: boolean;
}

const root = new URL('../../', import.meta.url);
const rows = JSON.parse(readFileSync(new URL('../shared/reference/functions.json', root), 'utf8')) as readonly Row[];
const ORIGIN: { readonly [origin: string]: string } = { datafusion: 'd', 'datafusion-pg-catalog': 'p', greptimedb: 'g' };

const lines = rows.map(row => {
  const signatures = row.signatures.map(({ args, returns }) => `(${args.map(written).join(', ')}) -> ${returns}`).join(' / ');
  const flags = [
    ORIGIN[row.origin]!,
    row.deterministic ? '' : 'v',
    row.adminOnly === true ? 'a' : '',
    row.enterprise === true ? 'e' : '',
    row.internal === true ? 'i' : '',
  ].join('');
  const cells = [
    row.name,
    row.aliases.join(' '),
    row.kind,
    row.category,
    signatures,
    row.description,
    flags,
    ...(row.since === undefined ? [] : [row.since]),
  ];
  return `  [${cells.map(quoted).join(', ')}],`;
});

function written({ name, type, optional, variadic }: Argument): string {
  return `${name}${optional ? '?' : ''}${variadic ? '*' : ''}: ${type}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

const text = `import type { FunctionCells } from './functions.ts';

/** Every function a query or ADMIN may call. Written by scripts/functions.ts from the reference (functions.json). */
export const FUNCTION_ROWS: readonly FunctionCells[] = [
${lines.join('\n')}
];
`;
writeFileSync(new URL('catalog/data/function_rows.ts', root), text);
