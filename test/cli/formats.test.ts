import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMParser, onErrorStopParsing, type Document } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import { check, parseJsonc, type Schema } from '../../config/index.ts';
import { FORMATS } from '../../cli/formats/index.ts';
import { github } from '../../cli/formats/github.ts';
import { human } from '../../cli/formats/human.ts';
import type { Report } from '../../cli/formats/report.ts';
import { version } from '../../cli/version.ts';
import { folder, run } from './run.ts';
import { violationsOfSarif } from '../sarif.ts';

/** Paths and texts that break careless reports: blanks, letters beyond ASCII, a byte order mark, CRLF, wide characters, markup. */
const FILES = {
  '1 tables.sql': '\uFEFF-- Tabellen für Zürich\r\nCREATE TABLE "tabelle" (host STRING, ts TIMESTAMP TIME INDEX);\r\n',
  'ordner/日本 flüsse.sql':
    "SELECT '日本🎉' AS x FROM \"tabelle\";\nCREATE FLOW f SINK TO out COMMENT '<b>&\"' EXPIRE AFTER '1 hour' AS SELECT host FROM \"tabelle\";\n/* 🎉日本 */ CREATE FLOW g SINK TO out2 AS SELECT host FROM missing;\n",
  'leer.sql': '',
  'zz.bin.sql': Buffer.from([0x53, 0, 1, 2]),
};

async function report(format: string): Promise<string> {
  const { exit, out } = await run(folder(FILES), ['lint', '--format', format]);
  expect(exit).toBe(2);
  return out.replaceAll(`"${version()}"`, '"0.0.0"');
}

describe('golden files (vitest -u writes them)', () => {
  test.each(Object.keys(FORMATS))('%s', async format => {
    await expect(await report(format)).toMatchFileSnapshot(join('golden', `${format}.txt`));
  });
});

/** Paths as every machine form must carry them. */
const PATHS = ['ordner/日本 flüsse.sql', 'ordner/日本 flüsse.sql'];

function xmlOf(text: string): Document {
  return new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'text/xml');
}

describe('each form is what its readers expect', () => {
  test('SARIF follows the official schema', async () => {
    const log = JSON.parse(await report('sarif')) as SarifLog;
    expect(violationsOfSarif(log)).toEqual([]);
    const [sarif] = log.runs;
    for (const result of sarif!.results) {
      expect(sarif!.tool.driver.rules[result.ruleIndex]!.id).toBe(result.ruleId);
      const { uri, uriBaseId } = result.locations[0]!.physicalLocation.artifactLocation;
      expect(decodeURIComponent(uri)).toBe(PATHS[0]);
      expect(uriBaseId).toBe('%SRCROOT%');
    }
    expect(sarif!.results.some(result => (result.fixes ?? []).length > 0)).toBe(true);
    expect(new Set(sarif!.results.map(result => result.partialFingerprints.primaryLocationLineHash)).size).toBe(sarif!.results.length);
  });

  test('a fix in SARIF, applied by its regions, is the fix', async () => {
    const log = JSON.parse(await report('sarif')) as SarifLog;
    const fix = log.runs[0]!.results.find(({ ruleId }) => ruleId === 'GT012')!.fixes![0]!;
    let lines = FILES['ordner/日本 flüsse.sql'].split('\n');
    for (const { deletedRegion: region, insertedContent } of fix.artifactChanges[0]!.replacements.toReversed()) {
      expect(region.startLine).toBe(region.endLine);
      const line = lines[region.startLine - 1]!;
      lines = lines.with(
        region.startLine - 1,
        line.slice(0, region.startColumn - 1) + (insertedContent?.text ?? '') + line.slice(region.endColumn - 1),
      );
    }
    expect(lines[1]).toBe("CREATE FLOW f SINK TO out EXPIRE AFTER '1 hour' COMMENT '<b>&\"' AS SELECT host FROM \"tabelle\";");
  });

  test('JUnit and checkstyle are XML that says what was found', async () => {
    const junit = xmlOf(await report('junit')).documentElement!;
    expect([junit.tagName, junit.getAttribute('errors')]).toEqual(['testsuites', '1']);
    const suites = [...junit.getElementsByTagName('testsuite')];
    expect(suites.map(suite => suite.getAttribute('name'))).toEqual(['1 tables.sql', 'leer.sql', PATHS[0], 'zz.bin.sql']);
    const cases = [...junit.getElementsByTagName('testcase')];
    expect(Number(junit.getAttribute('tests'))).toBe(cases.length);
    expect(Number(junit.getAttribute('failures'))).toBe([...junit.getElementsByTagName('failure')].length);
    const checkstyle = xmlOf(await report('checkstyle')).documentElement!;
    expect([...checkstyle.getElementsByTagName('file')].map(file => file.getAttribute('name'))).toEqual([PATHS[0], 'zz.bin.sql']);
    for (const error of [...checkstyle.getElementsByTagName('error')])
      expect(['error', 'warning', 'info']).toContain(error.getAttribute('severity'));
  });

  test('GitLab Code Quality: what its documentation requires', async () => {
    const text = await report('gitlab');
    const issue: Schema = {
      type: 'object',
      required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
      properties: {
        description: { type: 'string' },
        check_name: { type: 'string' },
        fingerprint: { type: 'string' },
        severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
        location: {
          type: 'object',
          required: ['path', 'lines'],
          properties: {
            path: { type: 'string' },
            lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
          },
        },
      },
    };
    expect(check(parseJsonc(text).tree!, { type: 'array', items: issue }, 'the report')).toEqual([]);
    const issues = JSON.parse(text) as { fingerprint: string; location: { path: string } }[];
    expect(issues.map(({ location }) => location.path)).toEqual(PATHS);
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  });

  test('rdjson: columns count bytes of UTF-8', async () => {
    const text = await report('rdjson');
    const position: Schema = {
      type: 'object',
      required: ['line'],
      additionalProperties: false,
      properties: { line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1 } },
    };
    const range: Schema = {
      type: 'object',
      required: ['start'],
      additionalProperties: false,
      properties: { start: position, end: position },
    };
    const suggestion: Schema = {
      type: 'object',
      required: ['range', 'text'],
      additionalProperties: false,
      properties: { range, text: { type: 'string' } },
    };
    const diagnostic: Schema = {
      type: 'object',
      required: ['message', 'location'],
      additionalProperties: false,
      properties: {
        message: { type: 'string' },
        location: { type: 'object', required: ['path'], additionalProperties: false, properties: { path: { type: 'string' }, range } },
        severity: { enum: ['UNKNOWN_SEVERITY', 'ERROR', 'WARNING', 'INFO'] },
        code: {
          type: 'object',
          required: ['value'],
          additionalProperties: false,
          properties: { value: { type: 'string' }, url: { type: 'string' } },
        },
        suggestions: { type: 'array', items: suggestion },
      },
    };
    expect(
      check(parseJsonc(text).tree!, { type: 'object', properties: { diagnostics: { type: 'array', items: diagnostic } } }, 'the report'),
    ).toEqual([]);
    const { diagnostics } = JSON.parse(text) as {
      diagnostics: { code: { value: string }; location: { range: { start: { line: number; column: number } } } }[];
    };
    const { line, column } = diagnostics.find(({ code }) => code.value === 'GT001')!.location.range.start;
    const bytes = Buffer.from(FILES['ordner/日本 flüsse.sql'].split('\n')[line - 1]!);
    expect(bytes.subarray(column - 1).toString()).toBe('missing;');
  });

  test('gcc lines are read by the usual pattern', async () => {
    const lines = (await report('gcc')).trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(/^[^:]+:\d+:\d+: (error|warning|note): .+$/);
    expect(lines.map(line => line.split(':')[0])).toEqual([...PATHS, 'zz.bin.sql']);
  });

  test('NDJSON holds the findings of JSON', async () => {
    const { findings } = JSON.parse(await report('json')) as { findings: unknown[] };
    expect(
      (await report('ndjson'))
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line) as unknown),
    ).toEqual(findings);
  });

  test('GitHub commands: one line each, its places in order, gravest first', async () => {
    const lines = (await report('github')).trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) file=[^,:]+(,[a-zA-Z]+=[^,:]+)*::.+$/);
    const kinds = lines.map(line => /^::(\w+)/.exec(line)![1]);
    expect(kinds.slice(0, -1)).toEqual(kinds.slice(0, -1).toSorted());
  });
});

describe('nothing in SQL or in a path becomes a command', () => {
  const hostile: Report = {
    found: [],
    baselined: [],
    hasBaseline: false,
    files: [],
    skipped: [{ path: 'a%0A::set-output name=x::y,line=1:\n::error::b.sql', reason: 'x\r\n::stop-commands::y' }],
    rules: [],
    colour: false,
    version: '0.0.0',
  };

  test('GitHub', () => {
    expect(github(hostile)).toBe(
      '::error file=a%250A%3A%3Aset-output name=x%3A%3Ay%2Cline=1%3A%0A%3A%3Aerror%3A%3Ab.sql::skipped, x%0D%0A::stop-commands::y\n',
    );
  });

  test('a message with line ends stays in its line for people, too', async () => {
    const { out } = await run(folder({ 'a.sql': 'CREATE FLOW "a\n::error::x" SINK TO out AS SELECT host FROM mem;\n' }), ['lint']);
    expect(out).not.toMatch(/^::/m);
    expect(human(hostile)).not.toMatch(/\u001b|\r/);
  });
});

test('a baseline in SARIF: what is known is suppressed and unchanged', async () => {
  const root = folder({ 'a.sql': 'CREATE FLOW f SINK TO out AS SELECT host FROM mem;\n' });
  await run(root, ['lint', '--update-baseline']);
  const { out } = await run(root, ['lint', '--baseline', '.greptime-sql-baseline.json', '--format', 'sarif']);
  expect((JSON.parse(out) as SarifLog).runs[0]!.results).toMatchObject([
    { baselineState: 'unchanged', suppressions: [{ kind: 'external' }] },
  ]);
});

test('colour is for terminals', async () => {
  const root = folder({ 'a.sql': 'CREATE FLOW f SINK TO out AS SELECT host FROM mem;\n' });
  const { out } = await run(root, ['lint', '--format', 'human', '--format', 'human=out.txt'], { colour: true });
  expect(out).toContain('\u001b[33mwarning\u001b[39m');
  expect(readFileSync(join(root, 'out.txt'), 'utf8')).not.toContain('\u001b');
});

interface SarifLog {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string } };
      }[];
      readonly partialFingerprints: { readonly primaryLocationLineHash: string };
      readonly fixes?: readonly {
        readonly artifactChanges: readonly {
          readonly replacements: readonly {
            readonly deletedRegion: {
              readonly startLine: number;
              readonly startColumn: number;
              readonly endLine: number;
              readonly endColumn: number;
            };
            readonly insertedContent?: { readonly text: string };
          }[];
        }[];
      }[];
    }[];
  }[];
}
