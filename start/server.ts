import { start } from './start.ts';

/** A server lives long: what its start has compiled is kept when that is over. */
const SETTLED = 10_000;

const keep = start('language_server.cjs', 'server');
setTimeout(keep, SETTLED).unref();
