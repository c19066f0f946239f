import { VERSIONS } from '../catalog/index.ts';
import type { Rule } from '../analysis/index.ts';
import type { Schema } from './schema.ts';

const LEVELS = ['off', 'hint', 'information', 'warning', 'error'] as const;
const LEVEL: Schema = { enum: LEVELS, description: 'How loud the rule is; `off` silences it.' };
const GLOBS: Schema = { type: 'array', items: { type: 'string', minLength: 1 } };

/** The schema of `greptime-sql.json`: published for editors, and what we check by. Rules are its keys, by name and by id. */
export function configSchema(rules: readonly Rule[]): Schema {
  const rulesSchema = rulesOf(rules);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of greptime-sql',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string', description: 'Where this schema lies, for editors.' },
      extends: {
        description:
          'Configuration files this one is based on, relative to it. What stands here wins; lists of globs replace those of the base, `ignore` and `overrides` are added.',
        anyOf: [{ type: 'string', minLength: 1 }, GLOBS],
      },
      targetVersion: { enum: VERSIONS, description: 'The GreptimeDB release to imitate. Default: the newest.' },
      catalog: {
        enum: ['open', 'closed'],
        default: 'open',
        description:
          '`open`: what no file creates may exist elsewhere, and nobody is blamed for it. `closed`: it does not exist, and whoever uses it is refused.',
      },
      files: { ...GLOBS, minItems: 1, default: ['**/*.sql'], description: 'The SQL files of the workspace, as globs.' },
      order: {
        ...GLOBS,
        default: [],
        description:
          'Globs in the order of execution: files of the first glob run first, those of no glob last. Within a glob files run in the order of their paths, numbers compared as numbers.',
      },
      ignore: {
        ...GLOBS,
        default: [],
        description: 'What is left out, in the language of .gitignore; added to what .greptimesqlignore says.',
      },
      external: { ...GLOBS, default: [], description: 'SQL files that declare what lives elsewhere: replayed first, never reported on.' },
      snapshots: {
        ...GLOBS,
        default: [],
        description: 'Snapshot files written by `greptime-sql import`, relative to this file: replayed first, never reported on.',
      },
      migrations: {
        enum: ['auto', 'off'],
        default: 'auto',
        description:
          '`auto`: sections marked as down by goose, dbmate or sql-migrate, and files named *.down.sql, are not replayed. `off`: everything is.',
      },
      rules: { ...rulesSchema, description: 'Levels and options of rules, by name or id.' },
      overrides: {
        type: 'array',
        default: [],
        description: 'Other rules for some files. The last override that matches a file wins.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['files'],
          properties: { files: { ...GLOBS, minItems: 1, description: 'The files it is about, as globs.' }, rules: rulesSchema },
        },
      },
      format: {
        type: 'object',
        additionalProperties: false,
        description: 'How `greptime-sql format` lays SQL out.',
        properties: {
          keywordCase: { enum: ['upper', 'lower', 'preserve'], default: 'upper', description: 'The case of keywords.' },
          indent: { type: 'integer', minimum: 0, maximum: 16, default: 2, description: 'Blanks of one step.' },
          lineWidth: {
            type: 'integer',
            minimum: 20,
            maximum: 1000,
            default: 100,
            description: 'The width lines are kept within where that is possible.',
          },
        },
      },
    },
  };
}

function rulesOf(rules: readonly Rule[]): Schema {
  const properties: Record<string, Schema> = {};
  for (const rule of rules) properties[rule.name] = ruleSchema(rule);
  for (const rule of rules) properties[rule.id] = { ...ruleSchema(rule), description: `The rule ${rule.name}: ${rule.summary}` };
  return { type: 'object', additionalProperties: false, properties };
}

function ruleSchema({ summary, severity, optionsSchema }: Rule): Schema {
  const options: Schema = (optionsSchema as Schema | undefined) ?? { type: 'object', additionalProperties: false };
  return {
    description: `${summary} Default: ${severity}.`,
    anyOf: [LEVEL, { type: 'object', additionalProperties: false, properties: { level: LEVEL, options } }],
  };
}
