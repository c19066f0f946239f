import { TYPE_FACTS, type OptionFact } from '../../../catalog/index.ts';
import type { CardBlock } from '../card.ts';

export function optionBlocks({ key, type, values, preset, description }: OptionFact, written?: string): readonly CardBlock[] {
  const items = [
    values.length > 0 && type !== 'boolean' ? `one of ${values.join(', ')}` : type,
    ...(preset === undefined ? [] : [`default: ${preset}`]),
  ];
  return [
    { kind: 'heading', text: written === undefined ? key : `${key} = ${written}` },
    { kind: 'text', text: description },
    { kind: 'list', items },
  ];
}

/** A data type as it is written, and what the server makes of it. */
export function typeBlocks(spelling: string): readonly CardBlock[] | undefined {
  const wanted = spelling.toUpperCase().replace(/\s+/g, ' ');
  const facts = TYPE_FACTS.filter(fact => fact.spelling === wanted);
  if (facts.length === 0) return undefined;
  const items = facts.map(({ args, shown, forColumns, forCasts, note }) => {
    const use = forColumns && forCasts ? '' : forColumns ? ' (columns only)' : ' (casts only)';
    return `${wanted}${args}${shown === undefined ? '' : ` is ${shown}`}${use}${note === undefined ? '' : `. ${note}`}`;
  });
  return [
    { kind: 'heading', text: `type ${wanted}` },
    { kind: 'list', items },
  ];
}

/** An interval in the seconds it comes to. */
export function intervalBlocks(written: string, seconds: number): readonly CardBlock[] {
  return [
    { kind: 'heading', text: written },
    { kind: 'text', text: `${seconds} s` },
  ];
}

const FLOW_GRAMMAR = `CREATE [OR REPLACE] FLOW [IF NOT EXISTS] name
SINK TO table
[EXPIRE AFTER interval]
[EVAL INTERVAL interval]
[COMMENT 'text']
[WITH (key = value, …)]
AS query`;

/** What the words of flow DDL and TQL mean, by the first word of the clause. */
const CLAUSES: Readonly<Record<string, string>> = {
  FLOW: 'A flow runs a query again and again, or with every batch of new rows, and writes its result to a sink table.',
  SINK: 'The table that gets the result. If it does not exist, GreptimeDB makes it from the columns of the query.',
  EXPIRE:
    'Data older than this is not computed any more. It deletes nothing, and has no effect on flows without a time window. EXPIRE without AFTER is read and forgotten.',
  EVAL: 'The flow runs at multiples of this interval. A flow without a time window, and every TQL flow, needs it. Both words must be written in upper case.',
  COMMENT: 'A text about the flow, shown in information_schema.flows.',
  WITH: 'Options of the flow: defer_on_missing_source, experimental_enable_incremental_read.',
};

/** The card of a word of flow DDL: what its clause means, and the order of all clauses. */
export function clauseBlocks(word: string): readonly CardBlock[] | undefined {
  const meaning = CLAUSES[word];
  if (meaning === undefined) return undefined;
  return [
    { kind: 'text', text: meaning },
    { kind: 'code', language: 'sql', text: FLOW_GRAMMAR },
  ];
}

/** Words outside of flows that are GreptimeDB's own. */
const WORDS: Readonly<Record<string, readonly [syntax: string, meaning: string]>> = {
  TQL: [
    "TQL EVAL (start, end, 'step' [, 'lookback']) promql [AS value]",
    'Runs a PromQL query. A metric is a table, its labels are the primary key columns.',
  ],
  ALIGN: [
    "ALIGN 'step' [TO origin] [BY (columns)] [FILL method]",
    'The times a RANGE query gives values for: every step, counted from the origin.',
  ],
  RANGE: ["aggregate RANGE 'length' [FILL method]", 'Aggregates the rows of a time range that begins at each step of ALIGN.'],
  FILL: ['FILL NULL | PREV | LINEAR | value', 'What stands where a range holds no rows.'],
  TIME: ['column TIMESTAMP TIME INDEX', 'The column that orders a table in time; each table has one.'],
};

export function wordBlocks(word: string): readonly CardBlock[] | undefined {
  const known = WORDS[word];
  if (known === undefined) return undefined;
  return [
    { kind: 'code', language: 'sql', text: known[0] },
    { kind: 'text', text: known[1] },
  ];
}
