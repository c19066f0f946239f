import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { round } from './numbers.mjs';

const docs = join(import.meta.dirname, '..', 'docs');

/** Merges new results into docs/performance.json, and draws the page and the picture from all of them. */
export function write(results, machine) {
  const path = join(docs, 'performance.json');
  const before = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  const all = { machine, ...before.results, ...results };
  const { machine: _, ...parts } = all;
  writeFileSync(path, `${JSON.stringify({ machine, results: parts }, null, 2)}\n`);
  writeFileSync(join(docs, 'performance.md'), page(parts, machine));
  if (parts.parse !== undefined) writeFileSync(join(docs, 'performance.svg'), chart(parts.parse));
}

const over = (a, b) => (a === undefined || b === undefined ? '?' : `${round(a / b, a / b < 10 ? 1 : 0)}x`);

const seconds = ms => `${round(ms / 1000, 1)} s`;

function targets({ parse, cold, lint, edits, start, cli, broken, memory, growth, window }) {
  const own = parse?.['greptime-sql']?.rate;
  const than = name => over(own, parse?.[name]?.rate);
  const first = name => over(cold?.[name]?.ms * (name.endsWith('PostgreSQL') ? 5 : 1), cold?.['greptime-sql']?.ms);
  const one = edits?.['1 MB'];
  const many = edits?.['10 MB in 1,000 files']?.['greptime-sql'];
  const ddl = edits?.['DDL in the middle of 10 MB']?.['greptime-sql'];
  const files = cli?.['1,000 files'];
  const opened = window?.['100 files'];
  const grown = key =>
    `${over(growth?.['1000000']?.[key], growth?.['100000']?.[key])} and ${over(growth?.['10000000']?.[key], growth?.['1000000']?.[key])}`;
  return [
    [
      'T1',
      'parse with tree, warm',
      '≥ 6x libpg-query, 15x sqlparser-ts, 25x dt Flink, 90x node-sql-parser, 40x @questdb; ≥ 0.6x hand-written',
      `${than('libpg-query')} libpg-query, ${than('sqlparser-ts')} sqlparser-ts, ${than('dt-sql-parser Flink')} dt Flink, ${than('node-sql-parser')} node-sql-parser, ${than('@questdb/sql-parser')} @questdb; ${than('hand-written descent')} hand-written`,
      'parse',
    ],
    [
      'T2',
      'first 1 MB in a fresh process',
      '≥ 20x dt Flink, ≥ 150x dt PostgreSQL (taken from 200 KB)',
      `${first('dt-sql-parser Flink')} dt Flink, ${first('dt-sql-parser PostgreSQL')} dt PostgreSQL`,
      'cold',
    ],
    [
      'T3',
      'whole lint of new text per MB, warm',
      "not slower than libpg-query's parse",
      `${round(lint?.lint?.rate)} MB/s against ${round(lint?.['libpg-query']?.rate)} MB/s`,
      'lint',
    ],
    [
      'T4',
      'keystroke to diagnostics over stdio',
      '1 MB: p50 ≤ 2x null server, p99 ≤ 8 ms; 10 MB: p99 ≤ 8 ms; ≥ 500x squawk, ≥ 150x postgres-language-server',
      `1 MB: p50 ${one?.['greptime-sql']?.p50} ms (${over(one?.['greptime-sql']?.p50, one?.['null server']?.p50)} null), p99 ${one?.['greptime-sql']?.p99} ms; 10 MB: p99 ${many?.p99} ms; ${over(one?.squawk?.p50, one?.['greptime-sql']?.p50)} squawk, ${over(one?.['postgres-language-server']?.p50, one?.['greptime-sql']?.p50)} postgres-language-server`,
      'edits',
    ],
    [
      'T5',
      'DDL edit in the middle of 10 MB',
      'p99 ≤ 50 ms',
      `${ddl === undefined ? 'not taken' : `p50 ${ddl.p50} ms, p99 ${ddl.p99} ms`}`,
      'edits',
    ],
    [
      'T6',
      'start',
      'lint of one file ≤ node -e 0 + 40 ms; initialize ≤ 0.7x vscode-json-language-server',
      `+ ${round(start?.programs?.['greptime-sql lint']?.ms - start?.programs?.['node -e 0']?.ms, 0)} ms; ${over(start?.servers?.['greptime-sql']?.ms, start?.servers?.['vscode-json-language-server']?.ms)}`,
      'start',
    ],
    [
      'T7',
      'command line, 1,000 files',
      '≥ 2x squawk, 2x postgres-language-server, 3x ESLint; warm ≥ 5x cold',
      `${over(files?.squawk?.ms, files?.['greptime-sql, cold']?.ms)} squawk, ${over(files?.['postgres-language-server']?.ms, files?.['greptime-sql, cold']?.ms)} postgres-language-server, ${over(files?.['eslint (json)']?.ms, files?.['greptime-sql, cold']?.ms)} ESLint; warm ${over(files?.['greptime-sql, cold']?.ms, files?.['greptime-sql, warm cache']?.ms)}`,
      'cli',
    ],
    [
      'T8',
      'failing statements',
      '≤ 0.15 ms each; 1 MB with two thirds broken ≤ 0.5 s',
      `${round(broken?.broken?.each, 4)} ms each; ${round(broken?.broken?.whole / 1000)} s with ${round(broken?.broken?.share * 100, 0)} % broken`,
      'broken',
    ],
    [
      'T9',
      'memory',
      'closed workspace ≤ 6 MB per MB of SQL; server on 10 MB ≤ 250 MB',
      `${round(memory?.memory?.closed, 1)} MB per MB; server ${many?.memory} MB`,
      'memory edits',
    ],
    [
      'T10',
      '10x the text',
      '≤ 11x the time',
      `${['lex', 'parse', 'replay', 'lint', 'rename', 'graph'].map(what => `${what} ${grown(what)}`).join(', ')}: from 100 KB to 1 MB, and to 10 MB`,
      'growth',
    ],
    [
      'T11',
      'first squiggle of a cold VS Code window, 100 files',
      'to be stated',
      opened === undefined
        ? 'not taken'
        : `${seconds(opened['first squiggle'] - opened['extension host started'])} after the extension host was there, which was ${seconds(opened['extension host started'])} after the window was asked for`,
      'window',
    ],
  ];
}

function page(parts, machine) {
  const rows = targets(parts).map(
    ([id, what, target, got, part]) => `| ${id} | ${what} | ${target} | ${got} | \`npm run bench -- ${part}\` |`,
  );
  const tables = Object.entries(parts).map(([name, part]) => `## ${name}\n\n${table(part)}`);
  return `# Performance

> Made by \`npm run bench\` (peers are installed in bench/). Medians of rounds that take turns, on ${machine.processor}, Node ${machine.node}, at ${machine.commit}. The
> machine is shared (load ${machine.load ?? 'unknown'} while this was taken, on ${machine.cores ?? 2} cores): read the ratios, not the numbers, and those of
> processor time (parse, lint, broken) before those of the clock (growth, start, edits, window, cli), which waiting for a core distorts most. How the speed comes about: [decision 0003](decisions/0003-compiled-rules.md).

![parse speed](performance.svg)

| | what | target | reached | command |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

${tables.join('\n\n')}

${WHY_NOT_MORE}
`;
}

/** Where the time goes that is left. Taken by hand, with `--cpu-prof`, and `process.cpuUsage` around each step. */
const WHY_NOT_MORE = `## Why not more

### start

Processor time above \`node -e 0\` (70 ms) of \`greptime-sql lint\` on one file, median of 15 runs that took turns: 150 ms before compiled code was
kept; now 98 ms in a first run and 45 ms in later ones (how: [decision 0011](decisions/0011-start.md)). Of these:

| | ms |
| --- | ---: |
| running the modules of the core (607, none above 3) | 18 |
| reading script and code of the core, taking V8's code in | 10 |
| finding projects, parsing, replaying, printing | 6 |
| the command line's own script, and commander | 5 |
| modules of Node: zlib for the check sum, streams, vm | 3 |
| looking at the cache folder, the end of the process | 3 |

A snapshot of V8 would spare the first two rows, but has to be named when Node starts. A larger nursery, no parallel collection, and leaving
by \`process.exit\` were tried: no difference.

\`initialize\` takes 37 ms of processor time above \`node -e 0\`, the null server on the same protocol library 53 ms.

### parse

Of 1 MB, warm, by the profile: cutting it into tokens takes 7.5 ms (the hand-written descent 8), the rules and what is around them 13.5 (7). The
rules make the tree that the formatter, the printer and the rules of the linter need: a node for each name, literal and operator, each with its
span, and refuse what the database refuses. The descent makes fewer nodes, leaves the options of columns and tables unread, and checks nothing.
A statement has a hundred letters on average: a seventh of the time is spent on each as such, almost half of that on its letters becoming bytes,
which pays from thirty letters on. Spans without objects of their own would be the next step, and another interface of the tree. Names kept once
were tried: 2 % less memory, 3 to 5 % slower.

### lint

Of 1 MB that makes, fills, reads and drops tables (10,300 statements), warm, in ms of the clock; libpg-query takes 146 for parsing alone:

| | ms |
| --- | ---: |
| cutting and parsing the file | 36 |
| 4,850 queries: 14 µs each | 69 |
| 1,800 INSERTs with their values: 13 µs each | 24 |
| 1,700 CREATE TABLE: 11.5 µs each | 20 |
| 1,930 DROP TABLE, 21 views | 7 |
| the rules | 10 |

That is 0.9 of libpg-query's speed by the clock. The table above counts the processor time of all threads, and V8 collects garbage on others: 30 ms,
most of it for the trees and the worlds that stay. Half of the statements take less than 6 µs, and one in a hundred, with collections in it, makes up
a quarter of the time. Of what planning is, a third is optimised code, a quarter are built-ins of V8 (properties of nodes of many shapes, maps,
strings), and no function takes more than 3 %. V8 compiles for the first 15 MB: the first takes five times as long as the twentieth. Dropping trees
as they are judged would spare a tenth. A query that stands twice in one world is planned once, and none is planned again for an edit elsewhere.

### edits

An edit in 1 MB of queries and INSERTs alone (9,400 statements, 147 chunks), from the arrival of its bytes to the end of the write, medians of
600 edits in ms of the clock:

| | ms |
| --- | ---: |
| the protocol library: reading, JSON, handing over | 0.07 |
| text and lines | 0.03 |
| the statement read again, its chunk, the file | 0.09 |
| letting other messages that are here go first | 0.04 |
| the replay | 0.04 |
| the findings; where the statement is refused, 0.11 more for trying out what may have been meant | 0.07 |
| their words and JSON | 0.05 |
| writing | 0.04 |

The null server takes 0.09 for the same, and 0.11 more until the client knows. In rounds that took turns, p50 was 0.74 ms against the null
server's 0.20 (1.00 before line starts were held in blocks, what rules said was kept by film, and messages were written in one piece), in
1,000 files 0.60 against 0.07 (0.66). No step of ours takes more than 0.03, but for the rules. Baseline code at once, Maglev, smaller budgets, a
larger nursery were tried: no difference.

With tables in the file (the corpus of the tables above) there are 110 findings, and at each edit the protocol wants all of them again: 39 KB of
JSON for the server, the pipe and the client. A null server that tells as many takes 0.40 ms for them. Ours keeps the words of those that stand in
the same lines; of the 0.46 ms from text to bytes that are left, putting all in their places and together takes 0.2, reading the statement again
0.1, judging it 0.1. Each fiftieth edit V8 collects what is young, for 2 to 3 ms, which makes p99. An edit that changes a table in the middle of
such a file is told to each statement behind it: 160 chunks are carried over as a whole, each with what the catalog was behind it but for that table, and
only those are judged again that name it.

### memory

What stays of a closed workspace, per character of SQL: each statement's own text (1 byte, so that a statement does not keep a file alive), and
beside it 140 bytes for a query, 780 for a CREATE TABLE of three columns, 1,140 for one with its DROP TABLE (250, 2,190 and 2,390 before), which
is 4.7 per character in this corpus, where of 10,300 statements per megabyte, each of 97 characters, a third makes or drops a table. Of a file's
text only what stands between statements is kept; who asks for the whole has it put together. The corpus with its tables took 11.3 per character:
worlds kept the paths of their maps (2.1; now a map is one change to the map before it, and a tree every sixteenth time), steps were made of all
statements when somebody looked for one (1.3), each statement had a frame and a memo (0.9; now only those of which rules say something), there
were outcomes and columns that others have as well, and room that V8 adds to copied objects (0.8), each statement held a kind and a dialect, and
each database what it knows of itself (0.4), and a rule looked at the whole workspace for each DROP TABLE (0.1). What is left is texts (1.1),
statements (0.5), worlds with their databases and maps (1.0), outcomes (0.3), tables (0.5), lists of 64 statements (0.3), smaller things of many
kinds, and 0.9 that the workspace does not hold, such as compiled code.

### growth

Counted work is linear: tokens, statements parsed, judged and looked at, by test (test/work). By the clock, ten times the text is more than ten times
as much to collect: parsing 10 MB keeps 220 MB of trees, which V8 copies and marks. A graph of 2,000 flows takes 37 µs a flow the first time and 12 µs
when it is drawn again, of 200 flows 26 µs: a sixth is looking up tables in trees that the caches of the processor no longer hold, and no function
takes more.

### cli, cold

Of a run over 1,000 files (2.4 MB), by the profile: planning and replaying 55 %, parsing 15 %, collecting garbage 10 %, trying fixes out 5 %,
rules 3 %, reading files 3 %. The same files linted eight times in one process took 1.50 s by the clock the first time and 0.42 s the eighth (2.6
and 0.55 s of processor time): most of a cold run is code that V8 has not compiled yet. Of the main thread's samples 11 % are in code that it has
optimised, 5 % in what it compiled quickly, 37 % in built-ins that such code calls for each property, call and literal, 9 % in reading functions
for the first time. Twice as fast as squawk is what a run takes when all is compiled.

- Threads do not pay for what is independent. Trees of these 2.4 MB are 38 MB as messages; writing them takes 0.3 to 0.6 s of processor time and
  reading them 0.7 to 1.0 s, parsing 0.9 s cold and 0.2 s warm. Rules on another core would spare 3 %, and need the replay there as well.
- The replay is a sequence: a statement is judged in the world that the ones before it left.
- Compiled code of an earlier run spares 9 %. A nursery of 64 MB, baseline code at once, Maglev, feedback at once, smaller budgets before code is
  optimised, no optimising at all: each within 5 %, or slower.`;

/** Rows of numbers, nested as deep as they are. */
function table(part) {
  const entries = Object.entries(part).filter(([, value]) => value !== undefined && value !== null);
  if (entries.every(([, value]) => Object.values(value).every(inner => typeof inner !== 'object'))) {
    const keys = [...new Set(entries.flatMap(([, value]) => Object.keys(value)))].filter(key => key !== 'name');
    const rows = entries.map(([name, value]) => `| ${name} | ${keys.map(key => value[key] ?? '').join(' | ')} |`);
    return `| | ${keys.join(' | ')} |\n| --- | ${keys.map(() => '---:').join(' | ')} |\n${rows.join('\n')}`;
  }
  return entries.map(([name, value]) => `### ${name}\n\n${table(value)}`).join('\n\n');
}

function chart(parse) {
  const rows = Object.entries(parse)
    .filter(([, { rate }]) => rate !== undefined)
    .toSorted((a, b) => b[1].rate - a[1].rate);
  const most = Math.max(...rows.map(([, { rate }]) => Math.log10(rate * 100)));
  const height = rows.length * 26 + 40;
  const bars = rows.map(([name, { rate }], i) => {
    const width = Math.max(2, (Math.log10(rate * 100) / most) * 380);
    const y = 30 + i * 26;
    return `<text x="190" y="${y + 13}" text-anchor="end">${name.replaceAll('&', '&amp;')}</text><rect x="200" y="${y}" width="${width.toFixed(1)}" height="18" fill="${name === 'greptime-sql' ? '#2f6f5e' : '#9aa5a1'}"/><text x="${(206 + width).toFixed(1)}" y="${y + 13}">${round(rate)} MB/s</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 ${height}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="Parse speed by parser, logarithmic"><rect width="680" height="${height}" fill="#ffffff"/><text x="200" y="18" fill="#555555">parse with tree, warm, MB per second of processor time (logarithmic)</text>${bars.join('')}</svg>\n`;
}
