import type { Copy } from '../../grammar/index.ts';
import { convertTimestamp, isDateAlone, parseGreptimeTimestamp } from '../constant/greptime_time.ts';
import { parseSessionZone } from '../constant/zones.ts';
import type { Outcome } from '../outcome.ts';
import { demandComputable } from '../plan/constants.ts';
import { planQuery } from '../plan/query.ts';
import { reject, Ruling, unknown } from '../verdict.ts';
import { CATALOG, type World } from '../world.ts';
import { databaseMayExist } from '../worlds.ts';
import { checkFormat, checkTextOptions } from './file_formats.ts';
import { optionMap } from './option_values.ts';
import { accepted, databaseNotFound, existing, target } from './targets.ts';

/** COPY a table to or from a file; what the file holds and whether it is there is not asked here. */
export function copyTable(world: World, node: Copy<'copy_table'>): Outcome {
  const options = checkTimes(world, node);
  const name = target(world, node.name!);
  existing(world, name, node.name!.span);
  checkOptions(node, options);
  return accepted(world);
}

/** COPY DATABASE writes and reads one file per table that exists. */
export function copyDatabase(world: World, node: Copy<'copy_database'>): Outcome {
  const options = checkTimes(world, node);
  if (!node.location.endsWith('/')) {
    reject('InvalidArguments', `Invalid COPY DATABASE location, must end with '/': ${node.location}`, {
      reason: 'copy_location',
      span: node.span,
    });
  }
  const parts = node.name!.parts.map(part => part.value);
  const database = parts.at(-1)!;
  if (parts.length > 2 || (parts.length === 2 && parts[0] !== CATALOG)) unknown('a database of another catalog');
  if (!world.databases.has(database)) {
    const missing = databaseNotFound(database, node.name!.span);
    unknown(
      databaseMayExist(world, database) ? `database ${database} may exist elsewhere` : `copying the missing database ${database}`,
      missing,
    );
  }
  checkOptions(node, options);
  return accepted(world);
}

export function copyQuery(world: World, node: Copy<'copy_query'>): Outcome {
  const options = checkTimes(world, node);
  const planning = planQuery(world, node.query!);
  if (planning.kind === 'rejected') throw new Ruling(planning);
  if (planning.kind === 'unknown') return unknown(planning.why);
  demandComputable(world, planning.plan);
  checkOptions(node, options);
  return accepted(world);
}

function spans(node: Copy): (key: string) => Copy['span'] {
  return key => node.options.find(option => option.key.value.toLowerCase() === key)?.span ?? node.span;
}

/** The time range is read before anything is looked up (`timestamp_range_from_option_map`). */
function checkTimes(world: World, node: Copy): Map<string, string> {
  const options = optionMap(node.options);
  const zone = parseSessionZone(world.session.timezone) ?? unknown(`the time zone ${world.session.timezone}`);
  const [start, end] = ['start_time', 'end_time'].map(key => {
    const text = options.get(key);
    if (text === undefined) return undefined;
    const parsed = parseGreptimeTimestamp(text, zone);
    if (parsed !== undefined) return convertTimestamp(parsed, 'ns');
    if (isDateAlone(text) || /^[+-]?\d+$/.test(text)) return unknown('a time that may be read in several ways');
    return reject('InvalidArguments', `Invalid COPY parameter, key: ${key}, value: ${text}`, {
      reason: 'copy_option',
      span: spans(node)(key),
      detail: { key, value: text },
    });
  });
  if (start !== undefined && end !== undefined && start > end) unknown('a time range that ends before it starts');
  return options;
}

function checkOptions(node: Copy, options: ReadonlyMap<string, string>): void {
  const spanOf = spans(node);
  const format = checkFormat(options, spanOf);
  if (node.direction === 'TO' && format === 'ORC') {
    reject('InvalidArguments', 'Unsupported format: Orc(OrcFormat)', { reason: 'file_format', span: spanOf('format') });
  }
  checkTextOptions(format, options, { reads: node.direction === 'FROM', spanOf });
  if (isOutside(node.location)) unknown('whether the server may use this path');
}

/** Paths of the local file system are confined to what the server is configured for. */
function isOutside(location: string): boolean {
  return !/^[a-z0-9]+:\/\//i.test(location) && location.split(/[\\/]/).includes('..');
}
