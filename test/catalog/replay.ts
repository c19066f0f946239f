import { expect } from 'vitest';
import { openSession, type Session, type SessionSettings, type StatementReport } from '../../catalog/index.ts';
import type { Protocol } from '../../grammar/index.ts';

export interface ReplayOptions extends SessionSettings {
  readonly protocol?: Protocol;
}

/**
 * Plays a picture: requests, and behind each a line `--> …` with what it came to. `3` are affected rows, `ok` is accepted without
 * a number, `?` is silence, and `1004 …` the refusal.
 */
export function checkReplay(picture: string, options: ReplayOptions = {}): void {
  const { protocol, ...settings } = options;
  const session = openSession(settings);
  const actual = picture
    .trim()
    .split(/^-->.*$/m)
    .filter(request => request.trim() !== '')
    .map(request => `${request.trim()}\n--> ${run(session, request.trim(), protocol)}`)
    .join('\n');
  expect(actual).toBe(
    picture
      .trim()
      .split('\n')
      .map(line => line.trim())
      .join('\n'),
  );
}

function run(session: Session, request: string, protocol: Protocol = 'http'): string {
  const reports = session.run(request, { protocol });
  return draw(reports.find(report => report.verdict !== 'accepted') ?? reports.at(-1)!);
}

function draw({ verdict, status, message, answer }: StatementReport): string {
  if (verdict === 'rejected') return `${status!.code} ${message}`;
  if (verdict === 'unknown') return '?';
  return /^(?:Affected Rows|affected_rows): (\d+)$/.exec(answer ?? '')?.[1] ?? 'ok';
}
