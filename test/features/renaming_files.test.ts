import { afterEach, expect, test } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver';
import { converse, type Conversation } from '../server/conversation.ts';

let conversation: Conversation | undefined;
afterEach(async () => {
  await conversation?.close();
  conversation = undefined;
});

const FILES =
  '-- file: 01_tables.sql\nCREATE TABLE mem (ts TIMESTAMP TIME INDEX);\n-- file: greptime-sql.json\n{ "order": ["01_tables.sql", "*.sql"] }';

async function renaming(oldName: string, newName: string): Promise<WorkspaceEdit | null> {
  conversation = await converse(FILES);
  await new Promise(resolve => void setTimeout(resolve, 100));
  return conversation.ask('workspace/willRenameFiles', { files: [{ oldUri: `file:///w/${oldName}`, newUri: `file:///w/${newName}` }] });
}

test('a configuration that names the file goes along', async () => {
  const edit = await renaming('01_tables.sql', 'first/tables.sql');
  expect(edit?.changes?.['file:///w/greptime-sql.json']).toEqual([
    { range: { start: { line: 0, character: 12 }, end: { line: 0, character: 27 } }, newText: '"first/tables.sql"' },
  ]);
}, 20_000);

test('a file that nobody names changes nothing', async () => {
  expect(await renaming('02.sql', '03.sql')).toBeNull();
}, 20_000);
