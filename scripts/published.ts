import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRequest } from '../grammar/index.ts';
import { repositoryRoot } from './root.ts';

/** Writes docs/published-sql.md: the blocks of published SQL that GreptimeDB's parser refuses, each with its own words. */
interface Block {
  readonly path?: string;
  readonly file?: string;
  readonly line: number;
  readonly sql: string;
  readonly template?: unknown;
  readonly containsOutput?: unknown;
}

const root = repositoryRoot();
const corpus = join(root, '..', 'shared', 'corpus');

function blocks(name: string): readonly Block[] {
  const path = join(corpus, name);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Block)
    .filter(block => !block.template && !block.containsOutput);
}

const all = [...blocks('docs.jsonl'), ...blocks('wild.jsonl')];
const refused = all.flatMap(block => {
  const fault = parseRequest(block.sql).faults[0];
  return fault === undefined ? [] : [{ place: `${block.path ?? block.file}:${block.line}`, kind: kindOf(block.sql, fault.message), fault }];
});
const kinds = [...new Set(refused.map(({ kind }) => kind))].toSorted((a, b) => count(b) - count(a));

function count(kind: string): number {
  return refused.filter(block => block.kind === kind).length;
}

/** Why a block is refused, as a person would put it. */
function kindOf(sql: string, message: string): string {
  if (/^\s*\w+\s*\([^;]*$/s.test(sql) && message.includes('is not supported, keyword: '))
    return 'a function or an expression alone, no statement';
  if (message.includes('Cannot use keyword')) return 'a keyword as column name without quotes';
  if (/keyword: (UNDROP|TRIGGER)|TRIGGER/.test(message)) return 'a statement of the enterprise edition';
  if (/keyword: [\\*+|]|found: [[{<…]/.test(message) || /\\G|\.\.\./.test(sql)) return 'a pattern, a client command or printed output';
  if (message.includes('Expect `SINK` keyword')) return 'a flow clause before SINK TO, as old documentation had it';
  if (/keyword: (TEMPORARY|SERVER|FOREIGN|TIME_ZONE|h|,)$/.test(message)) return 'SQL of another system';
  if (message.includes('Expected: AS, found: ')) return 'flow clauses in an order that is refused';
  return 'a fragment, or a mistake in the text';
}

const lines = [
  '# Published SQL that GreptimeDB refuses',
  '',
  `Of ${all.length} blocks of SQL in GreptimeDB's documentation and in public repositories, ${all.length - refused.length} show no syntax fault.`,
  'The parser of GreptimeDB refuses the others itself; what follows is its answer to each. Made by `node dist/scripts/published.js`.',
  '',
  ...kinds.flatMap(kind => [
    `## ${kind[0]!.toUpperCase()}${kind.slice(1)} (${count(kind)})`,
    '',
    '| block | status | what GreptimeDB says |',
    '| --- | --- | --- |',
    ...refused
      .filter(block => block.kind === kind)
      .map(({ place, fault }) => `| ${place} | ${fault.status.code} | ${cell(fault.message)} |`),
    '',
  ]),
];

function cell(message: string): string {
  return message.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');
}

if (all.length === 0) console.log('published: skipped, the folder of recordings is missing');
else writeFileSync(join(root, 'docs', 'published-sql.md'), `${lines.join('\n')}`);
