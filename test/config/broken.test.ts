import { expect, test } from 'vitest';
import { readConfig, type Resolution, type Source } from '../../config/index.ts';
import { parseYaml } from '../../config/yaml.ts';

function read(source: Source): Resolution {
  const reading = readConfig('file:///w/greptime-sql.json', source);
  let step = reading.next();
  while (step.done !== true) step = reading.next(undefined);
  return step.value;
}

test.each(['{"order": [""]}', '{"files": ["./"]}', `{"ignore": ["${'x'.repeat(70_000)}"]}`])(
  'a glob that is none matches nothing and breaks nothing: %.30s',
  text => {
    expect(read({ text }).config.root).toBe('file:///w');
  },
);

test.each(['{', '- a: "', 'a: {b', 'a: [\ud83d\ude00'])('what is wrong with YAML stands in the text: %s', text => {
  const { problems } = read({ text, parsed: parseYaml(text) });
  expect(problems.length).toBeGreaterThan(0);
  for (const { span } of problems) expect(span.start >= 0 && span.start <= span.end && span.end <= text.length).toBe(true);
});
