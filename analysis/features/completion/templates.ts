import { RANKS, type CompletionItem } from './item.ts';

/** Statements with places to fill in. */
const TEMPLATES: readonly (readonly [label: string, source: string, snippet: string])[] = [
  [
    'create flow: time window',
    'aggregates per window',
    "CREATE FLOW ${1:flow_name}\nSINK TO ${2:sink_table}\nEXPIRE AFTER '${3:1 hour}'::INTERVAL\nAS\nSELECT\n  ${4:host},\n  date_bin('${5:1 minute}'::INTERVAL, ${6:ts}) AS time_window,\n  ${7:sum(value)} AS ${8:total}\nFROM ${9:source_table}\nGROUP BY ${4:host}, time_window;",
  ],
  [
    'create flow: scheduled',
    'runs at an interval',
    "CREATE FLOW ${1:flow_name}\nSINK TO ${2:sink_table}\nEVAL INTERVAL '${3:1 minute}'\nAS\nSELECT\n  ${4:host},\n  ${5:max(value)} AS ${6:highest},\n  now() AS ${7:ts}\nFROM ${8:source_table}\nGROUP BY ${4:host};",
  ],
  [
    'create flow: TQL',
    'runs a PromQL query',
    "CREATE FLOW ${1:flow_name}\nSINK TO ${2:sink_table}\nEVAL INTERVAL '${3:1 minute}'\nAS\nTQL EVAL (now() - '${4:5 minutes}'::INTERVAL, now(), '${3:1 minute}') ${5:sum by (host) (rate(metric[5m]))};",
  ],
  [
    'create flow: pending',
    'waits for its source',
    'CREATE FLOW ${1:flow_name}\nSINK TO ${2:sink_table}\nWITH (defer_on_missing_source = true)\nAS\nSELECT ${3:host}, ${4:max(value)} AS ${5:highest}\nFROM ${6:source_table}\nGROUP BY ${3:host};',
  ],
  [
    'create table: metrics',
    'tags, fields, time index',
    'CREATE TABLE IF NOT EXISTS ${1:table_name} (\n  ${2:host} STRING,\n  ${3:value} DOUBLE,\n  ts TIMESTAMP TIME INDEX,\n  PRIMARY KEY (${2:host})\n);',
  ],
  [
    'create table: logs',
    'append only, with a full-text index',
    "CREATE TABLE IF NOT EXISTS ${1:logs} (\n  ${2:message} STRING FULLTEXT INDEX,\n  ${3:level} STRING,\n  ts TIMESTAMP TIME INDEX,\n  PRIMARY KEY (${3:level})\n) WITH (append_mode = 'true');",
  ],
  [
    'select: range query',
    'ALIGN',
    "SELECT ts, ${1:host}, ${2:max(value)} RANGE '${3:10s}'\nFROM ${4:table_name}\nALIGN '${5:5s}' BY (${1:host});",
  ],
];

export function templateItems(): readonly CompletionItem[] {
  return TEMPLATES.map(([label, source, insert]) => ({ label, kind: 'snippet', source, insert, isSnippet: true, rank: RANKS.snippet }));
}
