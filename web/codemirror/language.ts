import { LanguageSupport, StreamLanguage, type StringStream } from '@codemirror/language';
import { isKeyword } from '../../grammar/index.ts';

/** What goes on in the next line: the end that is looked for, in a comment or in a text between dollars. */
interface State {
  end: string | undefined;
  kind: 'comment' | 'string';
}

/** GreptimeDB SQL as CodeMirror colours it, line by line. */
export const greptimeSqlLanguage = StreamLanguage.define<State>({
  name: 'greptime-sql',
  startState: () => ({ end: undefined, kind: 'comment' }),
  copyState: state => ({ ...state }),
  token(stream, state) {
    if (state.end !== undefined) return skipTo(stream, state);
    if (stream.eatSpace()) return null;
    if (stream.match('--')) {
      stream.skipToEnd();
      return 'comment';
    }
    if (stream.match('/*')) return begin(stream, state, '*/', 'comment');
    const dollar = stream.match(/^\$[A-Za-z_]*\$/);
    if (dollar !== null && dollar !== true && dollar !== false) return begin(stream, state, dollar[0], 'string');
    if (stream.match("'")) return begin(stream, state, "'", 'string');
    if (stream.match(/^(?:"(?:[^"]|"")*"|`(?:[^`]|``)*`)/)) return 'variableName';
    if (stream.match(/^(?:0x[0-9a-f]+|\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+)/i)) return 'number';
    const word = stream.match(/^[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/);
    if (word !== null && word !== true && word !== false)
      return isKeyword(word[0].toUpperCase()) ? 'keyword' : stream.match(/^\s*\(/, false) ? 'function' : 'variableName';
    if (stream.match(/^(?:::|<=>|->>?|[-+*/%^&|<>=!~]+)/)) return 'operator';
    stream.next();
    return 'punctuation';
  },
  languageData: {
    commentTokens: { line: '--', block: { open: '/*', close: '*/' } },
    closeBrackets: { brackets: ['(', '[', '{', "'", '"', '`'] },
  },
});

function begin(stream: StringStream, state: State, end: string, kind: State['kind']): string {
  state.end = end;
  state.kind = kind;
  return skipTo(stream, state);
}

function skipTo(stream: StringStream, state: State): string {
  const at = stream.string.indexOf(state.end!, stream.pos);
  if (at === -1) stream.skipToEnd();
  else {
    stream.pos = at + state.end!.length;
    state.end = undefined;
  }
  return state.kind;
}

export function language(): LanguageSupport {
  return new LanguageSupport(greptimeSqlLanguage);
}
