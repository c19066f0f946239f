/** A difference of two texts as `diff -u` writes it; empty when they are the same. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const old = splitLines(before);
  const now = splitLines(after);
  const hunks = hunksOf(edits(old, now));
  const body = hunks.map(hunk => print(hunk, old, now)).join('');
  return `--- a/${path}\n+++ b/${path}\n${body}`;
}

/** Lines with their ends. */
function splitLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** A run of lines: kept, taken away or put in. Numbers count lines from 0. */
interface Run {
  readonly kind: ' ' | '-' | '+';
  readonly old: number;
  readonly now: number;
}

/** Beyond so many changes the shortest script is not worth its search: everything between the equal ends is replaced. */
const MOST_CHANGES = 1000;

/** Myers' shortest edit script, line by line, inside the first and the last difference. */
function edits(old: readonly string[], now: readonly string[]): readonly Run[] {
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  const kept = (count: number, from: number, fromNow: number): Run[] =>
    Array.from({ length: count }, (_, i): Run => ({ kind: ' ', old: from + i, now: fromNow + i }));
  const middle = shortest(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  return [
    ...kept(head, 0, 0),
    ...middle.map(run => ({ kind: run.kind, old: run.old + head, now: run.now + head })),
    ...kept(tail, old.length - tail, now.length - tail),
  ];
}

function shortest(old: readonly string[], now: readonly string[]): readonly Run[] {
  const limit = Math.min(old.length + now.length, MOST_CHANGES);
  // How far each diagonal was reached, with so many changes; diagonal `k` at index `k + limit + 1`.
  const reach = new Int32Array(2 * limit + 3);
  const traces: Int32Array[] = [];
  for (let changes = 0; changes <= limit; changes++) {
    traces.push(reach.slice(limit - changes, limit + changes + 3));
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      const at = diagonal + limit + 1;
      let x = goesDown(reach, at, diagonal, changes) ? reach[at + 1]! : reach[at - 1]! + 1;
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x++;
      reach[at] = x;
      if (x >= old.length && x - diagonal >= now.length) return walkBack(traces, old.length, now.length);
    }
  }
  return [
    ...old.map((_, at): Run => ({ kind: '-', old: at, now: 0 })),
    ...now.map((_, at): Run => ({ kind: '+', old: old.length, now: at })),
  ];
}

/** Whether a diagonal is best reached by putting a line in, and not by taking one away. */
function goesDown(reach: Int32Array, at: number, diagonal: number, changes: number): boolean {
  return diagonal === -changes || (diagonal !== changes && reach[at - 1]! < reach[at + 1]!);
}

function walkBack(traces: readonly Int32Array[], oldLength: number, nowLength: number): readonly Run[] {
  const runs: Run[] = [];
  let x = oldLength;
  let y = nowLength;
  for (let changes = traces.length - 1; changes > 0; changes--) {
    const reach = traces[changes]!;
    const diagonal = x - y;
    const at = diagonal + changes + 1;
    const isDown = goesDown(reach, at, diagonal, changes);
    const fromX = isDown ? reach[at + 1]! : reach[at - 1]!;
    const fromY = fromX - (isDown ? diagonal + 1 : diagonal - 1);
    while (x > fromX && y > fromY) runs.push({ kind: ' ', old: --x, now: --y });
    if (isDown) runs.push({ kind: '+', old: x, now: --y });
    else runs.push({ kind: '-', old: --x, now: y });
  }
  while (x > 0) runs.push({ kind: ' ', old: --x, now: --y });
  return runs.toReversed();
}

const CONTEXT = 3;

/** Changes with the lines around them; neighbours whose surroundings meet are one. */
function hunksOf(runs: readonly Run[]): readonly (readonly Run[])[] {
  const changes = runs.flatMap((run, at) => (run.kind === ' ' ? [] : [at]));
  const hunks: (readonly Run[])[] = [];
  let first = 0;
  for (const [index, at] of changes.entries()) {
    const next = changes[index + 1];
    if (next !== undefined && next - at <= 2 * CONTEXT) continue;
    hunks.push(runs.slice(Math.max(0, changes[first]! - CONTEXT), at + CONTEXT + 1));
    first = index + 1;
  }
  return hunks;
}

function print(hunk: readonly Run[], old: readonly string[], now: readonly string[]): string {
  const oldCount = hunk.filter(({ kind }) => kind !== '+').length;
  const nowCount = hunk.filter(({ kind }) => kind !== '-').length;
  const first = hunk[0]!;
  const range = (start: number, count: number): string => `${count === 0 ? start : start + 1}${count === 1 ? '' : `,${count}`}`;
  const lines = hunk.map(run => {
    const line = run.kind === '+' ? now[run.now]! : old[run.old]!;
    return run.kind + (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`);
  });
  return `@@ -${range(first.old, oldCount)} +${range(first.now, nowCount)} @@\n${lines.join('')}`;
}
