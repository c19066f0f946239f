import { applyEdits, offeredFixes, placeFix, rejectionOf, RULES, type Diagnostic, type Fix, type Rule } from '../analysis/index.ts';
import { human } from '../cli/formats/human.ts';
import { linesOf } from '../cli/lines.ts';
import { filesOf, playExample, type ExampleFile, type Played } from './examples.ts';

/** Every page about rules, by its path: docs/rules/<name>.md for each, and docs/rules/README.md for all. */
export function ruleDocs(): ReadonlyMap<string, string> {
  return new Map([['docs/rules/README.md', overview()], ...RULES.map(rule => [`docs/rules/${rule.name}.md`, page(rule)] as const)]);
}

const GENERATED = '<!-- Made by `npm run generate` from analysis/rules. -->';

const CLASSES = {
  verdict: 'GreptimeDB refuses the statement.',
  hazard: "GreptimeDB accepts the statement, to its author's harm.",
  advice: 'GreptimeDB accepts the statement; it could be better.',
  style: 'GreptimeDB does not care; readers may.',
} as const;

function overview(): string {
  const groups = (['verdict', 'hazard', 'advice', 'style'] as const).map(kind => {
    const rows = RULES.filter(rule => rule.class === kind).map(
      rule => `| ${rule.id} | [${rule.name}](${rule.name}.md) | ${rule.severity} | ${fixesOf(rule)} | ${escape(rule.summary)} |`,
    );
    return `## ${kind[0]!.toUpperCase()}${kind.slice(1)}\n\n${CLASSES[kind]}\n\n| id | rule | level | fix | what it says |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}`;
  });
  return `${[GENERATED, '# Rules', `${RULES.length} rules. Each has a page; \`greptime-sql explain <id or name>\` prints it without a network.`, ...groups].join('\n\n')}\n`;
}

function page(rule: Rule): string {
  const bad = rule.bad.map(example => ({ files: filesOf(example), played: playExample(rule, filesOf(example)) }));
  const sections = [
    GENERATED,
    `# ${rule.name}`,
    `\`${rule.id}\` · ${rule.class} · ${rule.severity === 'off' ? 'off unless asked for' : rule.severity} · fix: ${fixesOf(rule)}`,
    rule.summary,
    `## What the database says\n\n${whatIsSaid(
      rule,
      bad.map(({ played }) => played),
    )}`,
    `## Why\n\n${rule.why}`,
    `## Wrong\n\n${bad.map(({ files, played }) => `${sql(files)}\n\n${block('text', output(played))}`).join('\n\n')}`,
    `## Right\n\n${rule.good.map(example => sql(filesOf(example))).join('\n\n')}`,
    `## Fix\n\n${fixes(rule, bad)}`,
    `## Settings\n\n${settings(rule)}`,
    `## Since\n\n${rule.since}`,
    `## Evidence\n\n${rule.evidence}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function whatIsSaid(rule: Rule, played: readonly Played[]): string {
  const refusals = played.flatMap(({ snapshot, diagnostics }) =>
    diagnostics
      .filter(({ name, status }) => name === rule.name && status !== undefined)
      .map(({ uri, statement }) => rejectionOf(snapshot.steps.get(uri)![statement]!.outcome.verdict)!),
  );
  if (refusals.length === 0) {
    const text = rule.class === 'style' || rule.class === 'advice' ? 'Nothing.' : 'Nothing: it accepts the statement.';
    return rule.class === 'verdict' ? CLASSES.verdict : text;
  }
  const lines = new Set(refusals.map(({ code, codeName, message }) => `${code}(${codeName}), ${message}`));
  return block('text', [...lines].join('\n\n'));
}

/** What the command line prints for an example. */
function output({ snapshot, diagnostics }: Played): string {
  const found = diagnostics.map(diagnostic => ({
    diagnostic,
    snapshot,
    path: diagnostic.uri.slice('file:///'.length),
    cwd: '/',
    lines: linesOf(snapshot.workspace.files.find(({ uri }) => uri === diagnostic.uri)!.text),
    fingerprint: '',
    fixes: () => offeredFixes(snapshot, diagnostic, { rules: RULES }),
  }));
  const report = human({ found, baselined: [], hasBaseline: false, files: [], skipped: [], rules: RULES, colour: false, version: '' });
  // The last paragraph counts.
  return report.trimEnd().split('\n\n').slice(0, -1).join('\n\n');
}

interface Example {
  readonly files: readonly ExampleFile[];
  readonly played: Played;
}

/** The rule's own findings of its examples, each with the fixes that help. */
function offered(
  rule: Rule,
  { played: { snapshot, diagnostics } }: Example,
): readonly { readonly diagnostic: Diagnostic; readonly fixes: readonly Fix[] }[] {
  return diagnostics
    .filter(({ name }) => name === rule.name)
    .map(diagnostic => ({ diagnostic, fixes: offeredFixes(snapshot, diagnostic, { rules: RULES }) }))
    .filter(({ fixes: some }) => some.length > 0);
}

function fixes(rule: Rule, bad: readonly Example[]): string {
  const seen = new Set<string>();
  const shown: string[] = [];
  for (const example of bad) {
    for (const { diagnostic, fixes: ways } of offered(rule, example)) {
      for (const fix of ways) {
        if (seen.has(fix.title)) continue;
        seen.add(fix.title);
        const edits = placeFix(example.played.snapshot, { diagnostic, fix });
        const after = example.files.map(file => ({
          ...file,
          text: applyEdits(
            file.text,
            (edits.get(file.uri) ?? []).map(({ start, end, text }) => ({ span: { start, end }, text })),
          ),
        }));
        const how = fix.safe
          ? 'safe: `greptime-sql lint --fix` applies it'
          : 'for a person to choose: `--unsafe-fixes` applies the first of these';
        shown.push(`**${escape(fix.title)}** (${how})\n\nBefore:\n\n${sql(example.files)}\n\nAfter:\n\n${sql(after)}`);
      }
    }
  }
  return shown.length === 0 ? 'There is none: what is meant is for the author to say.' : shown.join('\n\n');
}

function fixesOf(rule: Rule): string {
  const ways = rule.bad
    .flatMap(example => offered(rule, { files: filesOf(example), played: playExample(rule, filesOf(example)) }))
    .flatMap(({ fixes: some }) => some);
  if (ways.length === 0) return 'none';
  return [...new Set(ways.map(({ safe }) => (safe ? 'safe' : 'unsafe')))].toSorted().join(', ');
}

function settings(rule: Rule): string {
  const level = rule.severity === 'off' ? 'warning' : 'off';
  const options = rule.optionsSchema === undefined ? '' : `\n\nOptions:\n\n${block('json', JSON.stringify(rule.optionsSchema, null, 2))}`;
  const comment = rule.name.startsWith('unused-suppression')
    ? ''
    : `\n\nFor one statement:\n\n${block('sql', `-- greptime-sql-disable-next-line ${rule.name} -- why it is all right here`)}`;
  return `In \`greptime-sql.json\`:\n\n${block('json', JSON.stringify({ rules: { [rule.name]: level } }, null, 2))}${options}${comment}`;
}

function sql(files: readonly ExampleFile[]): string {
  return block('sql', files.map(({ name, text }) => (name === undefined ? text : `-- ${name}\n${text}`)).join('\n'));
}

function block(language: string, text: string): string {
  const fence = text.includes('```') ? '````' : '```';
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Text as a cell of a table, or a line of Markdown. */
function escape(text: string): string {
  return text.replace(/[\\|<>*_`]/g, '\\$&');
}
