import type { Format } from './report.ts';

/** The forms of `--format`, one file each, loaded when they are asked for. */
export const FORMATS: Readonly<Record<string, () => Promise<Format>>> = {
  human: async () => (await import('./human.ts')).human,
  json: async () => (await import('./json.ts')).json,
  ndjson: async () => (await import('./json.ts')).ndjson,
  sarif: async () => (await import('./sarif.ts')).sarif,
  github: async () => (await import('./github.ts')).github,
  gitlab: async () => (await import('./gitlab.ts')).gitlab,
  junit: async () => (await import('./junit.ts')).junit,
  checkstyle: async () => (await import('./checkstyle.ts')).checkstyle,
  rdjson: async () => (await import('./rdjson.ts')).rdjson,
  gcc: async () => (await import('./gcc.ts')).gcc,
  markdown: async () => (await import('./markdown.ts')).markdownReport,
};
