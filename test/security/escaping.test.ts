import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import { Random } from '../fuzz/random.ts';
import { hunt, share, TIMEOUT } from '../fuzz/budget.ts';
import { folder, put, run } from '../cli/run.ts';

/** What somebody might write into SQL to reach whoever reads our reports: terminals, forges, browsers, graph programs. */
const HOSTILE: readonly string[] = [
  '\x1b[31m',
  '\x1b]0;title\x07',
  '\x9b2J',
  '\r',
  '\n',
  '\b',
  '\x7f',
  '\u202e',
  '\u2066',
  '::error::x',
  '\n::set-output name=a::b',
  '%0A::add-mask::x',
  '::add-mask::y',
  '##[command]',
  ']]>',
  '<!--',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '&lt;',
  '&#x3c;',
  "'><svg/onload=alert(1)>",
  '"];click n0 "javascript:alert(1)"',
  'end\n  click n0 call x()',
  '%%{init: {}}%%',
  '#quot;',
  '\\',
  '\\"',
  '"; URL="javascript:alert(1)',
  '|x|',
  '`',
  '```',
  '[a](javascript:x)',
  '@everyone',
  '${x}',
  '$(x)',
  '\u0000',
  '\ud800',
  '\ufffe',
  'ä',
];

const FORMATS = ['human', 'json', 'ndjson', 'sarif', 'github', 'gitlab', 'junit', 'checkstyle', 'rdjson', 'gcc', 'markdown'] as const;
const GRAPHS = ['mermaid', 'dot', 'json', 'svg'] as const;

function hostile(random: Random): string {
  return Array.from({ length: 1 + random.below(3) }, () => random.pick(HOSTILE)).join('');
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** SQL whose names, texts and faults are hostile. */
function sql(random: Random): string {
  const [table, sink, flow] = [hostile(random), hostile(random), hostile(random)];
  return [
    `CREATE TABLE ${quoted(table)} (a INT, ts TIMESTAMP TIME INDEX) WITH (${quoted(hostile(random))} = 'x');`,
    `CREATE TABLE t1 (${quoted(hostile(random))} DOUBLE, ts TIMESTAMP TIME INDEX);`,
    `CREATE FLOW ${quoted(flow)} SINK TO ${quoted(sink)} AS SELECT ts FROM t1;`,
    `CREATE FLOW f2 SINK TO ${quoted(sink)} AS SELECT nothing FROM ${quoted(hostile(random))};`,
    `SELECT ${quoted(hostile(random))} FROM t1;`,
    `${random.pick(HOSTILE)} SELECT '${hostile(random)}`,
  ].join('\n');
}

/** Everything that a terminal obeys, but for the end of a line. */
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

function xml(text: string): string | undefined {
  const faults: string[] = [];
  const document = new DOMParser({ onError: (level, message) => void (level !== 'warning' && faults.push(message)) }).parseFromString(
    text,
    'text/xml',
  );
  if (faults.length > 0) return `no XML: ${faults[0]}`;
  const names = [...document.getElementsByTagName('*')].map(element => element.tagName);
  if (names.some(name => /script|foreignobject|image|iframe/i.test(name))) return `active element: ${names.join(' ')}`;
  for (const element of document.getElementsByTagName('*')) {
    for (const attribute of element.attributes)
      if (/^on/i.test(attribute.name) || /javascript:/i.test(attribute.name === 'href' ? attribute.value : ''))
        return `active attribute: ${attribute.name}`;
  }
  return undefined;
}

const ANNOTATION = /^::(error|warning|notice) [^\n\r]*::[^\n\r]*$/;

/** What a report of a format may not do; undefined when it does not. */
function broken(format: (typeof FORMATS)[number], out: string): string | undefined {
  switch (format) {
    case 'human':
    case 'gcc':
      return OBEYED.test(out) ? `${format} steers a terminal: ${JSON.stringify(OBEYED.exec(out)?.[0])}` : undefined;
    case 'github': {
      const odd = out.split('\n').find(line => line !== '' && !ANNOTATION.test(line));
      return odd === undefined ? undefined : `a line is no annotation: ${odd}`;
    }
    case 'junit':
    case 'checkstyle':
      return xml(out);
    case 'markdown':
      return /<(?!\/?(details|summary|br|sub|code)\b)/i.test(out)
        ? `markdown holds HTML: ${out}`
        : OBEYED.test(out)
          ? 'markdown holds control characters: '
          : undefined;
    case 'ndjson':
      for (const line of out.split('\n').filter(Boolean)) JSON.parse(line);
      return undefined;
    default:
      JSON.parse(out);
      return undefined;
  }
}

/** Strings of Graphviz' language are the only place where anything may stand. */
function dot(out: string): string | undefined {
  const bare = out.replace(/"(?:[^"\\]|\\[\s\S])*"/g, '""');
  return /^[\w\s{}[\]=",;>.-]*$/.test(bare) ? undefined : `dot holds more than strings: ${bare}`;
}

function mermaid(out: string): string | undefined {
  const odd = out
    .split('\n')
    .find(
      line =>
        !/^(flowchart LR|  n\d+\S{1,2}"[\p{L}\p{N} _.,:()=#;<>/br small-]*"\S{1,2}|  n\d+ (-->|==>) n\d+|  (classDef|class) [\w ,:#-]+|)$/u.test(
          line,
        ),
    );
  return odd === undefined ? undefined : `mermaid holds more than nodes: ${odd}`;
}

describe('reports of hostile SQL', { timeout: TIMEOUT }, () => {
  test('hold nothing that anybody obeys', async () => {
    const root = folder({});
    await hunt<string>({
      name: 'hostile reports',
      inputs: Math.min(400, share(0.002)),
      make: sql,
      async law(text) {
        put(root, 'a.sql', text);
        for (const format of FORMATS) {
          const { out, err } = await run(root, ['lint', '--closed', '--format', format, '.']);
          if (OBEYED.test(err)) return `the error stream steers a terminal: ${JSON.stringify(err)}`;
          const wrong = broken(format, out);
          if (wrong !== undefined) return wrong;
        }
        for (const format of GRAPHS) {
          const { out } = await run(root, ['graph', '--format', format, '.']);
          const wrong =
            format === 'dot' ? dot(out) : format === 'mermaid' ? mermaid(out) : format === 'svg' ? xml(out) : void JSON.parse(out);
          if (wrong !== undefined) return wrong;
        }
        return undefined;
      },
      show: text => JSON.stringify(text),
    });
  });

  test('hold something at all', async () => {
    const root = folder({ 'a.sql': sql(new Random(1, 'something', 0)) });
    for (const format of FORMATS)
      expect((await run(root, ['lint', '--closed', '--format', format, '.'])).out.length, format).toBeGreaterThan(100);
    for (const format of GRAPHS) expect((await run(root, ['graph', '--format', format, '.'])).out.length, format).toBeGreaterThan(20);
  });
});
