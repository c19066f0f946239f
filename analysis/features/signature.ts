import { promFact } from '../../catalog/index.ts';
import type { SourceFile } from '../../grammar/index.ts';
import type { Snapshot } from '../simulate.ts';
import type { CardBlock } from './card.ts';
import { functionsNamed, printArgument } from './cards/function_card.ts';
import { cursorAt, type Cursor } from './completion/cursor.ts';
import { columnsOf } from './completion/sight.ts';
import { slotAt } from './completion/slot.ts';

export interface Signature {
  readonly label: string;
  /** Where each parameter stands in the label. */
  readonly parameters: readonly (readonly [start: number, end: number])[];
  readonly documentation: readonly CardBlock[];
  readonly activeParameter: number;
}

export interface SignatureHelp {
  readonly signatures: readonly Signature[];
  readonly activeSignature: number;
}

/** The arguments of the call, or the columns of the VALUES, that the cursor is in. Decided from tokens. */
export function signatureHelp(snapshot: Snapshot, file: SourceFile, offset: number): SignatureHelp | undefined {
  const cursor = cursorAt(snapshot, file, offset);
  if (cursor === undefined || cursor.before.count === 0) return undefined;
  const slot = slotAt(cursor.before, cursor.string !== undefined);
  if (slot.kind === 'promql') return promHelp(cursor, slot.from);
  const bracket = cursor.before.bracket();
  if (bracket === undefined) return undefined;
  const at = argumentAt(cursor, bracket);
  return tqlHelp(cursor, bracket, at) ?? valuesHelp(cursor, bracket, at) ?? callHelp(cursor, bracket, at);
}

/** How many commas stand between a bracket and the cursor, nested brackets left out. */
function argumentAt({ before }: Cursor, bracket: number): number {
  let commas = 0;
  for (let i = before.count - 1; i > bracket; i--) {
    if (before.text(i) === ')') i = before.opening(i) ?? bracket;
    else if (before.text(i) === ',') commas++;
  }
  return commas;
}

function callHelp({ before }: Cursor, bracket: number, at: number): SignatureHelp | undefined {
  const name = before.isWord(bracket - 1) ? before.token(bracket - 1)! : undefined;
  if (name === undefined) return undefined;
  const called = name.quote === '' ? name.value.toLowerCase() : name.value;
  const signatures = functionsNamed(called).flatMap(row =>
    row.signatures.map(({ args }) =>
      signatureOf(called, args.map(printArgument), [{ kind: 'text', text: row.description }], activeOf(args, at)),
    ),
  );
  if (signatures.length === 0) return undefined;
  // The first that has a place for the argument.
  const active = signatures.findIndex(
    ({ parameters, activeParameter }) => activeParameter < parameters.length || (at === 0 && parameters.length === 0),
  );
  return { signatures, activeSignature: Math.max(0, active) };
}

/** A repeated last argument stays where it is, however many follow. */
function activeOf(args: readonly { readonly variadic: boolean }[], at: number): number {
  const variadic = args.findIndex(arg => arg.variadic);
  return variadic !== -1 && at > variadic ? variadic : at;
}

function signatureOf(name: string, args: readonly string[], documentation: readonly CardBlock[], activeParameter: number): Signature {
  let label = `${name}(`;
  const parameters: [number, number][] = [];
  for (const [index, arg] of args.entries()) {
    if (index > 0) label += ', ';
    parameters.push([label.length, label.length + arg.length]);
    label += arg;
  }
  return { label: `${label})`, parameters, documentation, activeParameter };
}

const TQL_ARGUMENTS = ['start', 'end', "'step'", "'lookback'"];

/** `TQL EVAL (start, end, 'step', 'lookback')`. */
function tqlHelp({ before }: Cursor, bracket: number, at: number): SignatureHelp | undefined {
  let verb = bracket - 1;
  while (before.text(verb) === 'VERBOSE') verb--;
  if (before.text(verb - 1) !== 'TQL') return undefined;
  const text =
    'Times are numbers of seconds, texts like 2024-01-01T00:00:00Z, or expressions of now(). The step is a number of seconds or a duration.';
  return { signatures: [signatureOf(`TQL ${before.text(verb)} `, TQL_ARGUMENTS, [{ kind: 'text', text }], at)], activeSignature: 0 };
}

/** `INSERT INTO t (a, b) VALUES (`: the columns are the parameters. */
function valuesHelp({ before, world }: Cursor, bracket: number, at: number): SignatureHelp | undefined {
  if (before.text(0) !== 'INSERT' && before.text(0) !== 'REPLACE') return undefined;
  if (before.bracket(bracket) !== undefined || !isBehindValues(before, bracket)) return undefined;
  const parts: string[] = [];
  let i = before.text(1) === 'INTO' ? 2 : 1;
  for (; before.isWord(i); i += 2) {
    const token = before.token(i)!;
    parts.push(token.quote === '' ? token.value.toLowerCase() : token.value);
    if (before.text(i + 1) !== '.') break;
  }
  const named: string[] = [];
  if (before.text(i + 1) === '(')
    for (let k = i + 2; before.text(k) !== ')' && k < bracket; k++) if (before.isWord(k)) named.push(before.token(k)!.value);
  const known = new Map((columnsOf(world, parts) ?? []).map(column => [column.name, column]));
  const columns = named.length > 0 ? named : [...known.keys()];
  if (columns.length === 0) return undefined;
  return { signatures: [signatureOf(`${parts.join('.')} `, columns, [], at)], activeSignature: 0 };
}

function isBehindValues(before: Cursor['before'], bracket: number): boolean {
  let i = bracket - 1;
  while (i >= 0 && before.text(i) === ',') {
    const opening = before.opening(i - 1);
    if (opening === undefined) return false;
    i = opening - 1;
  }
  return i >= 0 && before.text(i) === 'VALUES';
}

/** Calls in PromQL are found by their brackets. */
function promHelp(cursor: Cursor, from: number): SignatureHelp | undefined {
  const start = cursor.before.token(from - 1)?.end ?? 0;
  const text = cursor.text.slice(start, cursor.offset);
  const open: { readonly bracket: string; readonly at: number; commas: number }[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '"' || c === "'" || c === '`') {
      const end = text.indexOf(c, i + 1);
      if (end === -1) return undefined;
      i = end;
    } else if (c === '(' || c === '{' || c === '[') open.push({ bracket: c, at: i, commas: 0 });
    else if (c === ')' || c === '}' || c === ']') open.pop();
    else if (c === ',' && open.length > 0) open.at(-1)!.commas++;
  }
  const call = open.at(-1);
  const name =
    call?.bracket === '('
      ? /([A-Za-z_]\w*)\s*(?:(?:by|without)\s*\([^)]*\)\s*)?$/i.exec(text.slice(0, call.at))?.[1]?.toLowerCase()
      : undefined;
  const fact = name === undefined ? undefined : promFact(name);
  if (call === undefined || fact === undefined || fact.args.length === 0) return undefined;
  return {
    signatures: [
      signatureOf(fact.name, fact.args.map(printArgument), [{ kind: 'text', text: fact.description }], activeOf(fact.args, call.commas)),
    ],
    activeSignature: 0,
  };
}
