import { rule } from '../rule.ts';

export default rule({
  id: 'GT091',
  name: 'database-instant-ttl',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A database has an instant TTL.',
  why: 'Rows that expire at once are a matter of single tables; a database cannot hand it down.',
  evidence: 'src/common/time/src/ttl.rs:66-75',
  explains: ['option_value'],
  help: ({ step }, { detail }) => {
    const { node } = step.placed.statement;
    if (node?.kind !== 'create_database' && node?.kind !== 'alter_database') return undefined;
    return detail['value']?.toLowerCase() === 'instant' ? {} : undefined;
  },
  bad: [
    `
CREATE DATABASE d WITH (ttl = 'instant');
--                      ^^^^^^^^^^^^^^^ database-instant-ttl`,
  ],
  good: [
    `
CREATE DATABASE d WITH (ttl = '7d');`,
  ],
});
