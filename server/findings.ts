import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import type { Diagnostic } from '../analysis/index.ts';
import type { Client } from './client.ts';
import { toLspDiagnostic } from './convert/diagnostics.ts';
import type { Session } from './session.ts';
import { isRangeOf } from './text.ts';

/** A finding in the client's words, and those as JSON. */
export interface Worded {
  readonly diagnostic: LspDiagnostic;
  readonly json: string;
}

export function worded(diagnostic: LspDiagnostic): Worded {
  return { diagnostic, json: JSON.stringify(diagnostic) };
}

/** A finding that was put into words, and its words. */
interface Known extends Worded {
  readonly found: Diagnostic;
}

/**
 * The findings of files in the client's words. The protocol wants all findings of a file at each edit, of which few have changed: what
 * stands in the same lines and says the same keeps its words.
 */
export class Findings {
  private readonly session: Session;
  private readonly client: Client;
  private readonly known = new Map<string, readonly Known[]>();

  constructor(session: Session, client: Client) {
    this.session = session;
    this.client = client;
  }

  /** `found` is what is found in a file now. Where nothing else is to be said, the same list comes out. */
  worded(uri: string, found: readonly Diagnostic[]): readonly Worded[] {
    if (found.length === 0) {
      this.known.delete(uri);
      return NONE;
    }
    const known = this.known.get(uri) ?? NONE;
    const shorter = Math.min(known.length, found.length);
    let head = 0;
    while (head < shorter && this.isAsBefore(known[head]!, found[head]!)) head++;
    if (head === known.length && head === found.length) return known;
    let tail = 0;
    while (tail < shorter - head && this.isAsBefore(known.at(-1 - tail)!, found.at(-1 - tail)!)) tail++;
    const changed = found.slice(head, found.length - tail).map(one => this.word(one));
    const all = known.toSpliced(head, known.length - tail - head, ...changed);
    this.known.set(uri, all);
    return all;
  }

  private word(found: Diagnostic): Known {
    const diagnostic = toLspDiagnostic(this.session, found, this.client);
    return { found, diagnostic, json: JSON.stringify(diagnostic) };
  }

  /** The places in other files that a finding names may move while it stays the same. */
  private isAsBefore({ found, diagnostic }: Known, now: Diagnostic): boolean {
    if (found.related.length + now.related.length > 0 || (found !== now && !saysTheSame(found, now))) return false;
    const lines = this.session.lines(now.uri);
    return lines !== undefined && isRangeOf(lines, diagnostic.range, now.start, now.end, this.session.encoding);
  }
}

const NONE: readonly Known[] = [];

function saysTheSame(one: Diagnostic, other: Diagnostic): boolean {
  return (
    one.name === other.name &&
    one.severity === other.severity &&
    one.message === other.message &&
    one.page === other.page &&
    one.status?.code === other.status?.code &&
    one.status?.name === other.status?.name &&
    (one.tags === other.tags || one.tags.join() === other.tags.join())
  );
}
