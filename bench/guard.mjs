import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { latency } from './latency.mjs';
import { cpu, median, round } from './numbers.mjs';
import { PARSERS } from './parsers.mjs';

/**
 * `node bench/guard.mjs [--store]`: whether speed was lost, told by what takes turns with yardsticks in one run: parsing with the hand-written
 * descent, an edit in a megabyte with a server that does nothing. No time by itself says anything here. A ratio 15 % worse than the stored
 * median fails, if it is so five times: other work on the machine may spoil one. The stored medians are of runs on a quiet and a busy machine.
 * Needs nothing but what the repository builds.
 */
const STORED = join(import.meta.dirname, 'guard.json');
const LOST = 0.85;
const ATTEMPTS = 5;

/** So many statements, made of the rules' examples, or (`isPlain`) of queries that are fine; the white space of each spells its number, so that no two are alike. */
async function statements(count, isPlain = false) {
  const dist = name => pathToFileURL(join(import.meta.dirname, '..', 'dist', name, 'index.js')).href;
  const [{ RULES }, { parseFile }] = await Promise.all([import(dist('analysis')), import(dist('grammar'))]);
  const texts = new Set();
  for (const { good, bad } of RULES)
    for (const example of isPlain ? good : [...good, ...bad])
      for (const { statement } of parseFile('a.sql', example).statements)
        if (!isPlain || statement.node?.kind === 'query') texts.add(statement.text);
  const [ours, theirs] = await Promise.all(['greptime-sql', 'hand-written descent'].map(name => PARSERS[name].load()));
  const shared = [...texts].filter(text => accepts(ours, text) && accepts(theirs, text));
  return Array.from({ length: count }, (_, index) => shared[index % shared.length].replace(/\s/, spelled(index)));
}

function spelled(index) {
  return [...index.toString(2)].map(digit => (digit === '0' ? ' ' : '\n')).join('');
}

function accepts(parse, text) {
  try {
    return parse(text) !== false;
  } catch {
    return false;
  }
}

/** How fast we parse, as a part of the hand-written descent's speed. */
async function parseRatio() {
  const texts = await statements(3000);
  const [ours, theirs] = await Promise.all(['greptime-sql', 'hand-written descent'].map(name => PARSERS[name].load()));
  const spent = parse => {
    const before = cpu();
    for (const text of texts) parse(text);
    return cpu() - before;
  };
  const ratios = [];
  for (let round_ = 0; round_ < 30; round_++) {
    const [a, b] = round_ % 2 === 0 ? [spent(theirs), spent(ours)] : [spent(ours), spent(theirs)].toReversed();
    if (round_ >= 10) ratios.push(a / b);
  }
  return median(ratios);
}

/** How fast an edit is answered, as a part of the speed of a server that does nothing. */
async function editRatio() {
  // What is refused would have its findings measured, and nothing else.
  const own = await statements(8000, true);
  const ratios = [];
  for (let round_ = 0; round_ < 3; round_++) {
    const options = { size: own.join('\n').length, edits: 150, statements: own };
    const ours = await latency('greptime-sql', options);
    const nothing = await latency('null server', options);
    ratios.push(nothing.p50 / ours.p50);
  }
  return median(ratios);
}

const MEASURES = { parse: parseRatio, edits: editRatio };

if (process.argv.includes('--store')) {
  const found = {};
  for (const [name, measure] of Object.entries(MEASURES))
    found[name] = round(median([await measure(), await measure(), await measure()]), 3);
  writeFileSync(STORED, `${JSON.stringify(found, undefined, 2)}\n`);
  console.log(found);
} else {
  const stored = JSON.parse(readFileSync(STORED, 'utf8'));
  for (const [name, measure] of Object.entries(MEASURES)) {
    const seen = [];
    while (seen.length < ATTEMPTS && !(seen.at(-1) >= stored[name] * LOST)) seen.push(round(await measure(), 3));
    const isLost = !(seen.at(-1) >= stored[name] * LOST);
    console.log(`${name}: ${seen.join(', ')} of the yardstick's speed, stored ${stored[name]}${isLost ? ': SPEED WAS LOST' : ''}`);
    if (isLost) process.exitCode = 1;
  }
}
