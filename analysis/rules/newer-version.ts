import { rule } from '../rule.ts';

export default rule({
  id: 'GT410',
  name: 'newer-version',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A statement uses something that a later release of GreptimeDB has first.',
  why: 'The configuration says which release the files must run on (targetVersion); the message is the one that release answers with.',
  evidence: 'release notes of GreptimeDB',
  explains: ['version'],
  target: '1.1',
  help: (_context, { message, detail }) =>
    detail['since'] === undefined ? {} : { message: `${message} (GreptimeDB has it from ${detail['since']} on)` },
  bad: [
    `
SHOW FLOW STATUS;
--^^^^^^^^^^^^^^^^ newer-version`,
  ],
  good: [
    `
SHOW FLOWS;`,
  ],
});
