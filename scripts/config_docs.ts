import { RULES } from '../analysis/index.ts';
import { CONFIG_FILES, configSchema, IGNORE_FILE, type Schema } from '../config/index.ts';

/** docs/configuration.md: what may stand in a configuration file, from the schema it is checked by. */
export function configDocs(): string {
  const { properties = {} } = configSchema(RULES);
  const keys = Object.entries(properties).filter(([key]) => key !== '$schema');
  return `<!-- Made by \`npm run generate\` from config/config_schema.ts. -->

# Configuration

A configuration lies in ${listed(CONFIG_FILES, 'or')} and speaks of the SQL files in and below its folder. The command line, the language
server and ESLint find the nearest one upward from a file, and read it alike. JSON may have comments and trailing commas. Everything is
optional; a key that is not known is an error, named with its place and what may have been meant.

\`\`\`jsonc
{
  "$schema": "./node_modules/greptime-sql/schemas/config.json",
  "catalog": "closed",
  "order": ["tables/**", "flows/**"],
  "rules": { "flow-missing-source": "error" },
  "overrides": [{ "files": ["legacy/**"], "rules": { "refused": "off" } }]
}
\`\`\`

| key | value | default | meaning |
| --- | --- | --- | --- |
${keys.map(([key, schema]) => `| \`${key}\` | ${valueOf(schema)} | ${defaultOf(schema)} | ${cell(schema.description ?? '')} |`).join('\n')}

Globs speak of paths from the folder of the file they are written in, with slashes: \`*\`, \`**\`, \`?\`, \`[abc]\`, \`{a,b}\`.

## format

| key | value | default | meaning |
| --- | --- | --- | --- |
${rows(properties['format'])}

## overrides

| key | value | default | meaning |
| --- | --- | --- | --- |
${rows(properties['overrides']?.items)}

## rules

A rule is named by its name or id. Its value is a level, or \`{ "level": …, "options": { … } }\`. Levels are ${listed(LEVELS)}. The rules
are in [rules/](rules/README.md); these have options:

| rule | option | value | default | meaning |
| --- | --- | --- | --- | --- |
${RULES.flatMap(({ name, optionsSchema }) =>
  Object.entries((optionsSchema as Schema | undefined)?.properties ?? {}).map(
    ([key, schema]) =>
      `| [${name}](rules/${name}.md) | \`${key}\` | ${valueOf(schema)} | ${defaultOf(schema)} | ${cell(schema.description ?? '')} |`,
  ),
).join('\n')}

## Files that are left out

\`${IGNORE_FILE}\` beside the configuration holds what \`ignore\` holds: a pattern a line, in the language of \`.gitignore\`. Folders whose
names begin with a dot, \`node_modules\`, \`target\` and \`dist\` are left out until a line such as \`!dist/\` takes one back.

## What lives elsewhere

\`external\` files are SQL; \`snapshots\` are written by \`greptime-sql import\`. Both are replayed before everything else and never
reported on. What neither they nor the files create is unknown in an \`open\` catalog, and missing in a \`closed\` one.
`;
}

const LEVELS = ['off', 'hint', 'information', 'warning', 'error'] as const;

function rows(schema: Schema | undefined): string {
  return Object.entries(schema?.properties ?? {})
    .map(([key, inner]) => `| \`${key}\` | ${valueOf(inner)} | ${defaultOf(inner)} | ${cell(inner.description ?? '')} |`)
    .join('\n');
}

function valueOf(schema: Schema): string {
  if (schema.enum !== undefined) return schema.enum.map(value => `\`${String(value)}\``).join(', ');
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(valueOf))].join(' or ');
  if (schema.type === 'array') return schema.items?.type === 'string' ? 'texts' : 'a list';
  return { object: 'an object', string: 'a text', integer: 'a whole number', number: 'a number', boolean: '`true`, `false`' }[
    schema.type ?? 'object'
  ];
}

function defaultOf({ default: value }: Schema): string {
  return value === undefined ? '' : `\`${JSON.stringify(value)}\``;
}

function listed(words: readonly string[], last = 'and'): string {
  return `${words
    .slice(0, -1)
    .map(word => `\`${word}\``)
    .join(', ')} ${last} \`${words.at(-1)}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\*(?=[./])/g, '\\*');
}
