import { RULES } from '../analysis/index.ts';
import { configSchema, type Schema } from '../config/index.ts';

/** Keys of the configuration file that an editor's user may want for folders without one. */
const SHARED = ['targetVersion', 'catalog', 'rules', 'format'] as const;

/** The settings of the extension: what the configuration file knows, in VS Code's words, and what only an editor has. */
export function extensionSettings(): object {
  const { properties = {} } = configSchema(RULES);
  const shared = SHARED.flatMap(key => toSettings(key, properties[key]!));
  return {
    title: 'GreptimeDB SQL',
    properties: {
      'greptime-sql.enable': {
        type: 'boolean',
        default: true,
        scope: 'window',
        markdownDescription: 'Judge GreptimeDB SQL. Takes effect when the window is loaded again.',
      },
      ...Object.fromEntries(shared),
      'greptime-sql.trace.server': {
        type: 'string',
        enum: ['off', 'messages', 'verbose'],
        default: 'off',
        scope: 'window',
        markdownDescription: 'Log what VS Code and the language server say to each other.',
      },
    },
  };
}

const FOLLOWS = 'A configuration file of the folder has the last word.';

/** One setting per value: nested objects become dotted names, as VS Code's settings editor likes them. */
function toSettings(name: string, schema: Schema): [string, object][] {
  if (name === 'rules') return [[`greptime-sql.${name}`, rulesSetting(schema)]];
  if (schema.properties !== undefined)
    return Object.entries(schema.properties).flatMap(([key, inner]) => toSettings(`${name}.${key}`, inner));
  const { description = '', enum: choices, type, minimum, maximum } = schema;
  const isOptional = schema.default === undefined;
  return [
    [
      `greptime-sql.${name}`,
      {
        type: isOptional ? [type ?? 'string', 'null'] : (type ?? 'string'),
        ...(choices === undefined ? {} : { enum: isOptional ? [...choices, null] : choices }),
        ...(minimum === undefined ? {} : { minimum }),
        ...(maximum === undefined ? {} : { maximum }),
        default: schema.default ?? null,
        scope: 'window',
        markdownDescription: `${description} ${FOLLOWS}`,
      },
    ],
  ];
}

/** The levels of rules, without a list of the rules: the configuration file's schema has that. */
function rulesSetting({ description = '' }: Schema): object {
  return {
    type: 'object',
    default: {},
    scope: 'window',
    additionalProperties: { type: 'string', enum: ['off', 'hint', 'information', 'warning', 'error'] },
    markdownDescription: `${description} ${FOLLOWS} Example: \`{ "pending-never-activated": "off" }\`.`,
  };
}
