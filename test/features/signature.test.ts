import { describe, expect, test } from 'vitest';
import { signatureHelp } from '../../analysis/index.ts';
import { scene } from './feature.ts';

/** The active signature, its active parameter in brackets. */
function help(marked: string): string {
  const { snapshot, place } = scene(marked);
  const file = snapshot.workspace.files.find(({ uri }) => uri === place.uri)!;
  const found = signatureHelp(snapshot, file, place.offset);
  const active = found?.signatures[found.activeSignature];
  if (active === undefined) return '';
  const [start, end] = active.parameters[active.activeParameter] ?? [0, 0];
  return active.label.slice(0, start) + (start === end ? '' : `[${active.label.slice(start, end)}]`) + active.label.slice(end);
}

describe('signature help', () => {
  test('of a call shows the argument the cursor is in', () => {
    expect(help('SELECT date_bin($0')).toMatch(/^date_bin\(\[\w+: .*?\], /);
    expect(help("SELECT date_bin(INTERVAL '1 minute', $0")).toMatch(/^date_bin\(\w+: .*?, \[\w+: /);
    expect(help("SELECT date_bin(INTERVAL '1 minute', abs(1, 2), $0)")).toContain('[origin: timestamp|time|string]');
  });
  test('of the innermost call', () => expect(help('SELECT round(abs($0), 2)')).toBe('abs([x: numeric])'));
  test('of a repeated argument stays on it', () => expect(help("SELECT concat('a', 'b', 'c', $0")).toMatch(/\[…\w+: /));
  test('of VALUES shows the columns', () => {
    const table = 'CREATE TABLE mem (host STRING, used DOUBLE, ts TIMESTAMP TIME INDEX);\n';
    expect(help(`${table}INSERT INTO mem VALUES ('a', $0`)).toBe('mem (host, [used], ts)');
    expect(help(`${table}INSERT INTO mem (ts, host) VALUES (1, 'a'), (2, $0`)).toBe('mem (ts, [host])');
  });
  test('of TQL and of PromQL', () => {
    expect(help('TQL EVAL (0, $0')).toBe("TQL EVAL (start, [end], 'step', 'lookback')");
    expect(help("TQL EVAL (0, 1, '5s') histogram_quantile(0.9, $0")).toMatch(/^histogram_quantile\(\w+: scalar, \[/);
    expect(help("TQL EVAL (0, 1, '5s') topk by (host) ($0")).toMatch(/^topk\(\[k: scalar\]/);
  });
  test('of a list without VALUES is nothing, and is found out in the end', () => {
    expect(help('INSERT INTO mem , (1, $0')).toBe('');
    expect(help('INSERT INTO mem VALUES , (1, $0')).toBe('');
    expect(help('INSERT INTO (1), (1, $0')).toBe('');
  });
  test('outside of calls, in comments and for unknown functions is nothing', () => {
    expect(help('SELECT abs(1) $0')).toBe('');
    expect(help('SELECT nobody_knows($0')).toBe('');
    expect(help('SELECT abs(1 -- $0')).toBe('');
    expect(help("TQL EVAL (0, 1, '5s') cpu{$0")).toBe('');
  });
});
