declare module '*.sql' {
  const text: string;
  export default text;
}
declare module '*.css';
declare module 'monaco-lsp' {
  export const MonacoLspClient: typeof import('monaco-editor').lsp.MonacoLspClient;
}
