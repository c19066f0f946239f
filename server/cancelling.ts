import { LSPErrorCodes, Message, type ConnectionStrategy, type ResponseMessage } from 'vscode-languageserver';

/** A request that was called off before its turn is not begun. */
export const CANCELLING: ConnectionStrategy = {
  cancelUndispatched: (message): ResponseMessage | undefined =>
    Message.isRequest(message)
      ? { jsonrpc: '2.0', id: message.id, error: { code: LSPErrorCodes.RequestCancelled, message: 'called off' } }
      : undefined,
};
