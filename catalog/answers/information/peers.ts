import { CATALOG, type World } from '../../world.ts';
import { SOME } from '../cells.ts';
import { entries, entryRow } from './entries.ts';
import type { InformationRow } from './row.ts';

/** information_schema.region_peers: in a standalone server each region has one peer, which leads it. */
export function* regionPeers(world: World): Generator<InformationRow> {
  for (const entry of entries(world)) {
    const { relation, system } = entry;
    if (system !== undefined || relation?.kind === 'view') continue;
    const regions = relation?.partitions?.exprs.length ?? 0;
    for (let at = 0; at < Math.max(regions, 1); at++) {
      yield entryRow(entry, {
        table_catalog: CATALOG,
        table_schema: entry.database,
        table_name: entry.name,
        region_id: SOME,
        is_leader: 'Yes',
      });
    }
  }
}
