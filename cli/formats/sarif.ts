import { placeFix, urlOf, type Fix, type Rule, type Severity } from '../../analysis/index.ts';
import { pathOfUri } from '../configuration.ts';
import { linesIn, type Found } from '../findings.ts';
import { locate, type Lines } from '../lines.ts';
import { uriPath } from './escape.ts';
import type { Report } from './report.ts';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** SARIF 2.1.0: what code scanning of forges reads. */
export function sarif(report: Report): string {
  const all = [...report.found, ...report.baselined];
  const known = new Set(report.baselined);
  const fired = new Set(all.map(({ diagnostic }) => diagnostic.rule));
  const rules = report.rules.filter(({ id }) => fired.has(id));
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'greptime-sql',
            informationUri: urlOf('README.md'),
            version: report.version,
            semanticVersion: report.version,
            rules: rules.map(described),
          },
        },
        automationDetails: { id: 'greptime-sql/' },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder greptime-sql ran in.' } } },
        invocations: [
          {
            executionSuccessful: report.skipped.length === 0,
            toolExecutionNotifications: report.skipped.map(({ path, reason }) => ({
              level: 'error',
              message: { text: `${path} was skipped: ${reason}` },
              locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
            })),
          },
        ],
        results: all.map(found => result(found, indexOf, report.hasBaseline ? known.has(found) : undefined)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function described(rule: Rule): object {
  const level = rule.severity === 'off' ? 'none' : LEVELS[rule.severity];
  return {
    id: rule.id,
    name: rule.name,
    shortDescription: { text: rule.summary },
    fullDescription: { text: rule.why },
    help: { text: `${rule.why}\n\nEvidence: ${rule.evidence}`, markdown: `${rule.why}\n\n*Evidence:* ${rule.evidence}` },
    helpUri: urlOf(`docs/rules/${rule.name}.md`),
    defaultConfiguration: { level, enabled: rule.severity !== 'off' },
    properties: { tags: [rule.class], precision: 'very-high' },
  };
}

function result(found: Found, indexOf: ReadonlyMap<string, number>, isKnown: boolean | undefined): object {
  const { diagnostic, path, lines, fingerprint } = found;
  const { rule, severity, message, status, start, end, related } = diagnostic;
  const fixes = found.fixes().map(fix => fixed(found, fix));
  return {
    ruleId: rule,
    ruleIndex: indexOf.get(rule),
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: artifact(path), region: region(lines, start, end) } }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map(({ uri, span, message: text }, id) => ({
            id,
            message: { text },
            physicalLocation: {
              artifactLocation: artifact(pathOfUri(uri, found.cwd)),
              region: region(linesIn(found, uri), span.start, span.end),
            },
          })),
        }),
    // Forges tell findings apart by the first; ours moves with the statement, not with the line.
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, 'statementFingerprint/v1': fingerprint },
    ...(fixes.length === 0 ? {} : { fixes }),
    ...(isKnown === undefined ? {} : { baselineState: isKnown ? 'unchanged' : 'new' }),
    ...(isKnown === true ? { suppressions: [{ kind: 'external', justification: 'It is in the baseline.' }] } : {}),
    ...(status === undefined ? {} : { properties: { greptimeStatus: `${status.code} ${status.name}` } }),
  };
}

function fixed(found: Found, fix: Fix): object {
  const edits = placeFix(found.snapshot, { diagnostic: found.diagnostic, fix });
  return {
    description: { text: fix.safe ? fix.title : `${fix.title} (look before you apply it)` },
    artifactChanges: [...edits].map(([uri, changes]) => ({
      artifactLocation: artifact(pathOfUri(uri, found.cwd)),
      replacements: changes.map(({ start, end, text }) => ({
        deletedRegion: region(linesIn(found, uri), start, end),
        ...(text === '' ? {} : { insertedContent: { text } }),
      })),
    })),
  };
}

function artifact(path: string): object {
  const isInside = !path.startsWith('/') && !/^[a-z]:\//i.test(path);
  if (isInside) return { uri: uriPath(path), uriBaseId: '%SRCROOT%' };
  return { uri: `file://${path.startsWith('/') ? '' : '/'}${uriPath(path).replace(/^([a-z])%3A/i, '$1:')}` };
}

function region(lines: Lines, start: number, end: number): object {
  const from = locate(lines, start);
  const to = locate(lines, end);
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}
