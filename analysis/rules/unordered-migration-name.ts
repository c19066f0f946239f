import { rule } from '../rule.ts';

export default rule({
  id: 'GT102',
  name: 'unordered-migration-name',
  class: 'advice',
  severity: 'information',
  since: '0.1.0',
  summary: 'Two files of a folder begin with the same number.',
  why: 'Numbers in front of names say in which order files run; where two have the same, the rest of the name decides.',
  evidence: 'analysis/workspace.ts',
  on: {
    *first(context) {
      const { step } = context;
      if (step.index !== 0) return;
      const number = numberOf(step.uri);
      if (number === undefined) return;
      const other = numbered(context.files)
        .get(number)
        ?.find(uri => uri !== step.uri);
      if (other === undefined) return;
      const end = step.placed.statement.text.search(/\s|$/);
      yield {
        span: { start: 0, end },
        message: `'${nameOf(other)}' has the same number: which of the two runs first is decided by the rest of the name`,
      };
    },
  },
  bad: [
    `
-- file: 01_tables.sql
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
--^^^^^^ unordered-migration-name
-- file: 01_flows.sql
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--^^^^^^ unordered-migration-name`,
  ],
  good: [
    `
-- file: 01_tables.sql
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
-- file: 02_flows.sql
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});

const remembered = new WeakMap<
  ReadonlyMap<string, number>,
  { readonly size: number; readonly found: ReadonlyMap<string, readonly string[]> }
>();

/** The files by folder and number. */
function numbered(files: ReadonlyMap<string, number>): ReadonlyMap<string, readonly string[]> {
  const known = remembered.get(files);
  if (known?.size === files.size) return known.found;
  const found = new Map<string, string[]>();
  for (const uri of files.keys()) {
    const number = numberOf(uri);
    if (number === undefined) continue;
    const others = found.get(number);
    if (others === undefined) found.set(number, [uri]);
    else others.push(uri);
  }
  remembered.set(files, { size: files.size, found });
  return found;
}

/** Folder and number of `…/01_tables.sql`. */
function numberOf(uri: string): string | undefined {
  const name = nameOf(uri);
  const digits = /^[Vv]?0*(\d+)(?=[_.-])/.exec(name)?.[1];
  return digits === undefined ? undefined : `${uri.slice(0, -name.length)}${digits}`;
}

function nameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}
