import { parseRequest, type Protocol, type Statement, type Status } from '../grammar/index.ts';
import { answer } from './answers/answer.ts';
import { apply } from './apply.ts';
import { draw } from './rows.ts';
import { isVersion, LATEST } from './version.ts';
import { isAnsweredByWire } from './wire.ts';
import type { World } from './world.ts';
import { freshWorld } from './worlds.ts';

export interface SessionSettings {
  readonly targetVersion?: string;
  readonly world?: 'closed' | 'open';
  /** Milliseconds since the epoch, for now() and created times. */
  readonly now?: bigint;
}

/** A conversation with the simulated server: what a client would send, and what it would get back. */
export interface Session {
  /** Runs one request. All its statements are parsed before any runs; execution stops at the first that fails. */
  run(sql: string, options?: { readonly protocol?: Protocol }): readonly StatementReport[];
}

export interface StatementReport {
  readonly sql: string;
  readonly kind: string;
  readonly verdict: 'accepted' | 'rejected' | 'unknown';
  readonly status?: Status;
  readonly message?: string;
  readonly why?: string;
  readonly answer?: string;
}

export function openSession(settings: SessionSettings = {}): Session {
  const target = settings.targetVersion !== undefined && isVersion(settings.targetVersion) ? settings.targetVersion : LATEST;
  let world: World = freshWorld({
    closed: settings.world !== 'open',
    target,
    ...(settings.now === undefined ? {} : { now: settings.now }),
  });
  /** Each protocol has its own session: USE over MySQL does not move HTTP. */
  const sessions = new Map<Protocol, World['session']>();

  return {
    run(sql, options = {}) {
      const protocol = options.protocol ?? 'http';
      world = { ...world, session: sessions.get(protocol) ?? { database: 'public', timezone: 'UTC', protocol } };
      if (isAnsweredByWire(sql, protocol)) return [{ sql, kind: 'wire', verdict: 'accepted' }];
      const reports: StatementReport[] = [];
      const { statements, faults } = parseRequest(sql, protocol);
      const fault = faults[0];
      if (fault !== undefined) {
        const kind = statements.at(-1)?.statement.draft?.kind ?? 'syntax';
        return [{ sql, kind, verdict: 'rejected', status: fault.status, message: fault.message }];
      }
      if (statements.length === 0) return [{ sql, kind: 'empty', verdict: 'accepted' }];
      for (const { statement } of statements) {
        const report = runStatement(statement);
        reports.push(report);
        if (report.verdict === 'rejected') break;
      }
      sessions.set(protocol, world.session);
      return reports;
    },
  };

  function runStatement(statement: Statement): StatementReport {
    const before = world;
    const { verdict, after } = apply(before, statement);
    world = after;
    const base = { sql: statement.text, kind: statement.node?.kind ?? 'syntax' };
    switch (verdict.kind) {
      case 'accepted': {
        const shown = answer(before, statement, { verdict, after });
        return { ...base, verdict: 'accepted', ...(shown === undefined ? {} : { answer: draw(shown, before.session.protocol) }) };
      }
      case 'rejected':
        return { ...base, verdict: 'rejected', status: verdict.status, message: verdict.message };
      default:
        return { ...base, verdict: 'unknown', why: verdict.why };
    }
  }
}
