import { describe, expect, test } from 'vitest';
import { semanticTokens } from '../../analysis/index.ts';
import { checkMarks, scene } from './feature.ts';

function tokens(marked: string, only?: readonly string[]): void {
  checkMarks(marked, ({ snapshot }) =>
    snapshot.workspace.files.flatMap(file =>
      semanticTokens(file)
        .filter(({ kind }) => only === undefined || only.includes(kind))
        .map(({ start, end, kind, modifiers }) => ({ uri: file.uri, start, end, text: [kind, ...modifiers].join('.') })),
    ),
  );
}

describe('semantic tokens', () => {
  test('tell names from keywords', () =>
    tokens(`
SELECT m.host, count(1) AS date FROM public.mem AS m WHERE 'x' = m.host;
--^^^^^^ keyword
--     ^ variable
--       ^^^^ property
--             ^^^^^ function.defaultLibrary
--                   ^ number
--                      ^^ keyword
--                         ^^^^ property.declaration
--                              ^^^^ keyword
--                                   ^^^^^^ namespace
--                                          ^^^ class
--                                              ^^ keyword
--                                                 ^ variable.declaration
--                                                   ^^^^^ keyword
--                                                         ^^^ string
--                                                             ^ operator
--                                                               ^ variable
--                                                                 ^^^^ property
`));

  test('know flows, options and types', () =>
    tokens(
      `
CREATE FLOW f SINK TO out WITH (defer_on_missing_source = 'true') AS SELECT ts::TIMESTAMP(3) FROM mem;
--          ^ event.declaration
--                    ^^^ class.modification
--                              ^^^^^^^^^^^^^^^^^^^^^^^ parameter
--                                                                          ^^ property
--                                                                              ^^^^^^^^^ type
--                                                                                                ^^^ class
`,
      ['event', 'class', 'parameter', 'property', 'type'],
    ));

  test('know PromQL', () =>
    tokens(`
TQL EVAL (0, 10, '5s') sum by (host) (rate(cpu{idc="a"}[5m])) > 3;
--^^^ keyword
--  ^^^^ keyword
--        ^ number
--           ^^ number
--               ^^^^ string
--                     ^^^ function.defaultLibrary
--                             ^^^^ property
--                                    ^^^^ function.defaultLibrary
--                                         ^^^ class
--                                             ^^^ property
--                                                 ^^^ string
--                                                      ^^ number
--                                                            ^ operator
--                                                              ^ number
`));

  test('keep comments, and the clauses of a broken statement', () =>
    tokens(
      `
-- what is this
-- ^^^ comment
SELECT a FROM mem WHERE ( /* open */ AND host date;
--^^^^^^ keyword
--     ^ property
--       ^^^^ keyword
--            ^^^ class
--                ^^^^^ keyword
--                        ^^^^^^^^^^ comment
--                                   ^^^ keyword
`.replace('-- ^^^ comment', '--^^^^^^^^^^^^^^^ comment'),
    ));

  test('of a range are those that touch it', () => {
    const { snapshot } = scene('SELECT 1;\nSELECT 2;\nSELECT 3;');
    const file = snapshot.workspace.files[0]!;
    expect(semanticTokens(file, { start: 10, end: 19 }).map(({ start, end }) => file.text.slice(start, end))).toEqual(['SELECT', '2']);
  });

  test('are the same objects while a statement is the same', () => {
    const { snapshot } = scene('SELECT 1;\nSELECT 2;');
    const file = snapshot.workspace.files[0]!;
    expect(semanticTokens(file)).toEqual(semanticTokens(file));
  });
});
