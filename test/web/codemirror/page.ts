// A page as a documentation site would have it: CodeMirror with GreptimeDB SQL, all in the page.
import { basicSetup, EditorView } from 'codemirror';
import { greptimeSql } from 'greptime-sql/codemirror';

const view = new EditorView({
  parent: document.getElementById('editor')!,
  doc: "CREATE FLOW late SINK TO out_late AS SELECT host FROM nowhere;\nSELECT host FROM mem WHERE host = 'a';\n",
  extensions: [
    basicSetup,
    greptimeSql({ catalog: 'closed', before: 'CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);' }),
    EditorView.contentAttributes.of({ 'aria-label': 'SQL for GreptimeDB' }),
  ],
});
Object.assign(globalThis, { view });
