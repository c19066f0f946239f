import { SOME } from '../cells.ts';
import type { InformationRow } from './row.ts';

/** Tables whose rows are the same on every server (`src/catalog/src/system_schema/information_schema/information_memory_table`). */
export const FIXED: { readonly [table: string]: readonly InformationRow['cells'][] } = {
  character_sets: [{ character_set_name: 'utf8', default_collate_name: 'utf8_bin', description: 'UTF-8 Unicode', maxlen: 4n }],
  collations: [{ collation_name: 'utf8_bin', character_set_name: 'utf8', id: 1n, is_default: 'Yes', is_compiled: 'Yes', sortlen: 1n }],
  collation_character_set_applicability: [{ collation_name: 'utf8_bin', character_set_name: 'utf8' }],
  engines: [
    { engine: 'mito', support: 'DEFAULT', comment: SOME, transactions: 'NO', xa: 'NO', savepoints: 'NO' },
    { engine: 'metric', support: 'YES', comment: SOME, transactions: 'NO', xa: 'NO', savepoints: 'NO' },
  ],
  build_info: [{ git_branch: SOME, git_commit: SOME, git_commit_short: SOME, git_clean: SOME, pkg_version: SOME }],
};
