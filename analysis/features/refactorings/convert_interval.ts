import type { Cast, IntervalLiteral } from '../../../grammar/index.ts';
import { inStatement, type Refactoring, type Site } from './refactoring.ts';

/** `INTERVAL '1 hour'` and `'1 hour'::INTERVAL` say the same. */
export function convertInterval(site: Site): Refactoring | undefined {
  const { path, text } = site;
  const literal = path.findLast(node => node.kind === 'interval') as IntervalLiteral | undefined;
  if (literal?.value.kind === 'literal' && literal.value.type === 'string' && literal.unit === undefined) {
    const { span } = literal.value;
    return {
      title: "Write '…'::INTERVAL",
      kind: 'rewrite',
      edits: inStatement(site, { ...literal.span, text: `${text.slice(span.start, span.end)}::INTERVAL` }),
    };
  }
  const cast = path.findLast(node => node.kind === 'cast') as Cast | undefined;
  if (cast?.style !== '::' || cast.type.head !== 'INTERVAL' || cast.expr.kind !== 'literal' || cast.expr.type !== 'string')
    return undefined;
  const { span } = cast.expr;
  return {
    title: "Write INTERVAL '…'",
    kind: 'rewrite',
    edits: inStatement(site, { ...cast.span, text: `INTERVAL ${text.slice(span.start, span.end)}` }),
  };
}
