import {
  LSPErrorCodes,
  ResponseError,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type RenameParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { prepareRename, rename } from '../../analysis/index.ts';
import { toWorkspaceEdit } from '../convert/edits.ts';
import { rangeIn } from '../convert/ranges.ts';
import type { Server } from '../entry.ts';
import { placeOf } from './navigation.ts';

/** The word that would be renamed, or the reason why it cannot. */
export function preparedRename(server: Server, params: PrepareRenameParams): PrepareRenameResult | null {
  const ready = prepareRename(...placeOf(server, params));
  if (ready === undefined) return null;
  if ('refused' in ready) return refuse(ready.refused);
  const { at, name } = ready;
  return { range: rangeIn(server.session, at.uri, at.start, at.end), placeholder: name };
}

/** Waits for the files: a name in one that was not read yet could not be renamed. */
export async function renamed(server: Server, params: RenameParams): Promise<WorkspaceEdit | null> {
  await server.loaded();
  const made = rename(...placeOf(server, params), params.newName);
  if (made === undefined) return null;
  return 'refused' in made ? refuse(made.refused) : toWorkspaceEdit(server.session, made.edits, server.client);
}

function refuse(reason: string): never {
  throw new ResponseError(LSPErrorCodes.RequestFailed, `This cannot be renamed: ${reason}.`);
}
