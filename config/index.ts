/** The configuration as the hosts see it: one resolver for the command line, the server and ESLint. */
export { CONFIG_FILES, defaultConfig, IGNORE_FILE, type Config, type Override } from './config.ts';
export { configSchema } from './config_schema.ts';
export { isMatched, type Glob } from './globs.ts';
export { folderOf, nameOf, pathWithin, placeOf, resolvePlace, uriOf, type Place } from './place.ts';
export { findConfig, readConfig, type ConfigProblem, type Reading, type Resolution, type Source } from './resolve.ts';
export { parseJsonc } from './jsonc.ts';
export { check, type Schema } from './schema.ts';
export { isExternal, isLeftOut, isSelected, orderOf, settingsOf } from './settings.ts';
export { SNAPSHOT_SCHEMA, snapshotSql, type DatabaseSnapshot, type SnapshotObject } from './snapshot.ts';
export { valueOf, type Parsed, type TextProblem } from './tree.ts';
