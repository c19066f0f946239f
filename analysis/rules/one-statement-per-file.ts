import { rule } from '../rule.ts';

export default rule({
  id: 'GT105',
  name: 'one-statement-per-file',
  class: 'style',
  severity: 'off',
  since: '0.1.0',
  summary: 'A file holds more than one statement.',
  why: 'Some migration tools send a file as one request, and run it as a whole or not at all; GreptimeDB has no transactions.',
  evidence: 'src/servers/src/http/handler.rs',
  on: {
    *first({ step }) {
      if (step.index !== 1) return;
      yield { span: { start: 0, end: step.placed.statement.text.search(/\s|$/) }, message: 'This is the second statement of the file' };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT 1;
--^^^^^^ one-statement-per-file`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));`,
  ],
});
