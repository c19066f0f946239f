import { rule } from '../rule.ts';

export default rule({
  id: 'GT900',
  name: 'refused',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'GreptimeDB refuses the statement.',
  why: 'The simulated catalog is certain of the refusal; the message and the status code are the ones GreptimeDB answers with.',
  evidence: 'src/common/error/src/status_code.rs',
  explains: 'rest',
  bad: [
    `
SELECT 1 +;
--        ^ refused`,
  ],
  good: [
    `
SELECT 1 + 1;`,
  ],
});
