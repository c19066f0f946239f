import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { texts } from './corpus.mjs';
import { cpu, median } from './numbers.mjs';
import { PARSERS } from './parsers.mjs';

/** One measurement in a process of its own: `node measure.mjs <what> <arguments>`; prints one line of JSON. */
const [what, name, argument = ''] = process.argv.slice(2);
const analysis = () => import(pathToFileURL(join(import.meta.dirname, '.cache', 'analysis.mjs')).href);
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 2);
const bytesOf = statements => Buffer.byteLength(statements.join('\n'));

/** Megabytes per second of processor time, the median of many passes after the first third. */
function rate(bytes, run) {
  const times = [];
  const end = performance.now() + SECONDS * 1000;
  while (performance.now() < end || times.length < 3) {
    const before = cpu();
    run();
    times.push(cpu() - before);
  }
  const settled = times.slice(Math.floor(times.length / 3));
  return { rate: bytes / 1000 / median(settled), best: bytes / 1000 / Math.min(...settled) };
}

const MEASUREMENTS = {
  /** Warm parsing, statement by statement; statements that a parser does not take are left out for it. */
  async parse() {
    const { own, peer } = await texts('pg', 1e6);
    const parse = await PARSERS[name].load();
    const given = name === 'greptime-sql' ? own : peer;
    const slow = /dt-|formatter|node-sql|cst|questdb/.test(name);
    const statements = (slow ? given.slice(0, 1500) : given).filter(statement => {
      try {
        return parse(statement) !== false;
      } catch {
        return false;
      }
    });
    const result = rate(bytesOf(statements), () => {
      for (const statement of statements) parse(statement);
    });
    return { ...result, accepted: statements.length / (slow ? 1500 : given.length) };
  },
  /** The first megabyte in a fresh process, loading included. */
  async cold() {
    const { own, peer } = await texts('pg', Number(argument) || 1e6, 99);
    const begun = performance.now();
    const parse = await PARSERS[name].load();
    for (const statement of name === 'greptime-sql' ? own : peer) {
      try {
        parse(statement);
      } catch {
        // Not every statement is everybody's.
      }
    }
    return { ms: performance.now() - begun };
  },
  /** Parse, catalog, types and rules, of files that nobody has seen. V8 compiles what it runs for some 15 of them: the second half counts. */
  async lint() {
    const { edit, emptyWorkspace, lint, RULES, simulate } = await analysis();
    const times = [];
    let bytes = 0;
    // Made before: what making them leaves behind is not collected while the clock runs.
    const given = [];
    for (let seed = 1; seed <= 36; seed++) given.push((await texts('pg', 1e6, seed)).own.join('\n'));
    for (const text of given) {
      bytes = Buffer.byteLength(text);
      const before = cpu();
      const workspace = edit(emptyWorkspace(), 'a.sql', text);
      lint(simulate(workspace), 'a.sql', { rules: RULES });
      times.push(cpu() - before);
    }
    const settled = times.slice(times.length / 2);
    return { rate: bytes / 1000 / median(settled), best: bytes / 1000 / Math.min(...settled) };
  },
  async replay() {
    const { openSession } = await import(pathToFileURL(join(import.meta.dirname, '..', 'dist', 'index.js')).href);
    const { own } = await texts('pg', 3e5);
    return rate(bytesOf(own), () => {
      const session = openSession();
      for (const statement of own) session.run(statement);
    });
  },
  /** Two thirds of the statements with a bracket where none belongs. */
  async broken() {
    const { parseFile } = await analysis();
    const { own } = await texts('pg', 1e6);
    const text = own
      .map((statement, i) => {
        if (i % 3 === 0) return statement;
        const at = Math.floor(statement.length * (0.2 + (i % 7) / 10));
        return `${`${statement.slice(0, at)} ) ${statement.slice(at + 1)}`.replaceAll(/['"`;]/g, '')};`;
      })
      .join('\n');
    const file = parseFile('a.sql', text);
    const failed = file.statements.filter(({ statement }) => statement.faults.length > 0);
    const before = cpu();
    parseFile('b.sql', text);
    const whole = cpu() - before;
    const { parseStatement } = await analysis();
    const result = rate(failed.length * 1000, () => {
      for (const { statement } of failed) parseStatement(statement.text);
    });
    return { share: failed.length / file.statements.length, whole, each: 1 / result.rate };
  },
  /** Bytes of heap per character of SQL: with all trees, played, and as a server keeps it, which forgets trees. Needs `--expose-gc`. */
  async memory() {
    const { edit, emptyWorkspace, forgetTrees, lint, RULES, simulate } = await analysis();
    const contents = await fileContents();
    const before = heap();
    forgetTrees(0);
    let workspace = emptyWorkspace();
    let bytes = 0;
    for (const [i, content] of contents.entries()) {
      const text = content.toString();
      bytes += text.length;
      workspace = edit(workspace, `${String(i).padStart(7, '0')}.sql`, text);
    }
    const parsed = heap() - before;
    const snapshot = simulate(workspace);
    for (const { uri } of workspace.files) lint(snapshot, uri, { rules: RULES });
    const judged = heap() - before;
    forgetTrees(0);
    const closed = heap() - before;
    // Still here, as they were before: nothing that was given back meanwhile makes the rest look small.
    void contents.length;
    return { parsed: parsed / bytes, judged: judged / bytes, closed: closed / bytes, files: snapshot.workspace.files.length };
  },
  /**
   * Milliseconds by the clock for a text of a size: lex, parse, replay, lint, rename a table, draw the flows. The median of passes over texts
   * of other names, behind passes over a megabyte each in which V8 compiles the code.
   */
  async growth() {
    const { DIALECTS, edit, emptyWorkspace, flowGraph, lex, lint, parseFile, rename, RULES, simulate } = await analysis();
    const timed = run => {
      const before = performance.now();
      run();
      return performance.now() - before;
    };
    const pass = async (size, seed) => {
      const text = `${(await texts('pg', size, seed)).own.join('\n')}\n${flows(size / 5000, seed)}`;
      const table = { uri: 'a.sql', offset: text.indexOf(` read_${seed}_00000`) + 1 };
      const lexed = timed(() => lex(text, DIALECTS.http));
      const parsed = timed(() => void parseFile('a.sql', text).statements);
      const snapshot = simulate(edit(emptyWorkspace(), 'a.sql', text));
      return {
        lex: lexed,
        parse: parsed,
        replay: timed(() => void snapshot.end),
        lint: timed(() => lint(snapshot, 'a.sql', { rules: RULES })),
        rename: timed(() => rename(snapshot, table, 'other')),
        graph: timed(() => flowGraph(snapshot)),
      };
    };
    for (let seed = 1; seed <= COMPILED; seed++) await pass(1e6, 100 + seed);
    const passes = [];
    for (let seed = 1; seed <= 5; seed++) passes.push(await pass(Number(name), seed));
    return Object.fromEntries(Object.keys(passes[0]).map(step => [step, median(passes.map(one => one[step]))]));
  },
};

/** After so many megabytes V8 compiles little. */
const COMPILED = 15;

/** So many tables, each with a flow and who reads its sink. */
function flows(count, seed) {
  return Array.from({ length: Math.ceil(count) }, (_, index) => {
    const i = `${seed}_${String(index).padStart(5, '0')}`;
    return `CREATE TABLE read_${i} (host STRING, v DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW flow_${i} SINK TO written_${i} AS SELECT host, max(v) AS most, date_bin('1 minute'::INTERVAL, ts) AS w FROM read_${i} GROUP BY host, w;
SELECT host, most FROM written_${i} ORDER BY host;`;
  }).join('\n');
}

/** Files of a hundred statements each, as they are on disk. */
async function fileContents() {
  const { own } = await texts('pg', 1e7);
  return Array.from({ length: Math.ceil(own.length / 100) }, (_, i) => Buffer.from(own.slice(i * 100, i * 100 + 100).join('\n')));
}

function heap() {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

console.log(JSON.stringify(await MEASUREMENTS[what]()));
