/**
 * A hand-written descent parser for the statements of the `pg` corpus: the limit that a parser with objects as its tree can reach on
 * this machine. It reads less of the language than the real parser, checks nothing, and words no message.
 */
const WORDS = new Map(
  (
    'select from where group by having order limit offset as on using join inner left right full cross outer natural union except intersect all distinct and or not in is null true false ' +
    'between like ilike case when then else end cast insert into values create table view replace if exists primary key default with recursive asc desc nulls first last over partition rows range interval drop'
  )
    .split(' ')
    .map((word, i) => [word, i + 20]),
);
const K = Object.fromEntries([...WORDS].map(([word, kind]) => [word, kind]));
const [END, WORD, NUMBER, STRING, QUOTED, LPAREN, RPAREN, COMMA, SEMI, DOT, OPERATOR, CAST, LBRACKET, RBRACKET] = Array.from(
  { length: 14 },
  (_, i) => i,
);
const CLASS = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const character = String.fromCharCode(c);
  if (/\s/.test(character)) CLASS[c] = 1;
  else if (/[A-Za-z_]/.test(character)) CLASS[c] = 2;
  else if (/\d/.test(character)) CLASS[c] = 3;
}
const HASH = new Int32Array(4096).fill(-1);
const KEYS = [...WORDS.keys()];
const slotOf = (length, a, b, z) => (a * 31 + b * 7 + z * 131 + length * 17) & 4095;
KEYS.forEach((word, i) => {
  let slot = slotOf(word.length, word.charCodeAt(0), word.charCodeAt(1), word.charCodeAt(word.length - 1));
  while (HASH[slot] !== -1) slot = (slot + 1) & 4095;
  HASH[slot] = i;
});

let source = '';
let kinds = new Uint8Array(4096);
let starts = new Int32Array(4096);
let ends = new Int32Array(4096);
let at = 0;

function wordKind(start, end) {
  let slot = slotOf(end - start, source.charCodeAt(start) | 32, source.charCodeAt(start + 1) | 32, source.charCodeAt(end - 1) | 32);
  for (let i = HASH[slot]; i !== -1; i = HASH[(slot = (slot + 1) & 4095)]) {
    const word = KEYS[i];
    if (word.length !== end - start) continue;
    let j = 0;
    while (j < word.length && (source.charCodeAt(start + j) | 32) === word.charCodeAt(j)) j++;
    if (j === word.length) return i + 20;
  }
  return WORD;
}

function scan(text) {
  source = text;
  if (text.length + 8 > kinds.length) {
    kinds = new Uint8Array(text.length * 2);
    starts = new Int32Array(text.length * 2);
    ends = new Int32Array(text.length * 2);
  }
  let count = 0;
  for (let i = 0; i < text.length;) {
    const c = text.charCodeAt(i);
    const start = i;
    let kind = OPERATOR;
    const group = c < 128 ? CLASS[c] : 2;
    if (group === 1) {
      i++;
      continue;
    }
    if (group === 2) {
      for (i++; i < text.length; i++) {
        const d = text.charCodeAt(i);
        if (d < 128 ? CLASS[d] < 2 && d !== 36 : false) break;
      }
      kind = wordKind(start, i);
    } else if (group === 3) {
      kind = NUMBER;
      for (i++; i < text.length; i++) {
        const d = text.charCodeAt(i);
        if (!(d >= 48 && d <= 57) && d !== 46 && (d | 32) !== 101) break;
      }
    } else {
      i++;
      switch (c) {
        case 39:
        case 34: // quotes
          kind = c === 39 ? STRING : QUOTED;
          for (; i < text.length; i++) {
            if (text.charCodeAt(i) !== c) continue;
            if (text.charCodeAt(++i) !== c) break;
          }
          break;
        case 40:
          kind = LPAREN;
          break;
        case 41:
          kind = RPAREN;
          break;
        case 44:
          kind = COMMA;
          break;
        case 59:
          kind = SEMI;
          break;
        case 46:
          kind = DOT;
          break;
        case 91:
          kind = LBRACKET;
          break;
        case 93:
          kind = RBRACKET;
          break;
        case 58:
          if (text.charCodeAt(i) === 58) {
            i++;
            kind = CAST;
          }
          break;
        default:
          while ('=<>!~|&#%^@?'.includes(text.charAt(i)) && i < text.length) i++;
      }
    }
    kinds[count] = kind;
    starts[count] = start;
    ends[count++] = i;
  }
  kinds[count] = END;
  starts[count] = ends[count] = text.length;
}

const span = start => ({ start, end: ends[at - 1] });
const take = kind => (kinds[at] === kind ? at++ : refuse());
const took = kind => kinds[at] === kind && (at++, true);
function refuse() {
  throw { at, start: starts[at] };
}

export function parse(text) {
  scan(text);
  at = 0;
  const node = statement();
  took(SEMI);
  if (kinds[at] !== END) refuse();
  return node;
}

function ident() {
  const kind = kinds[at];
  if (kind !== WORD && kind < 20 && kind !== QUOTED && kind !== STRING) refuse();
  const start = starts[at];
  const end = ends[at++];
  return {
    kind: 'ident',
    value: kind === QUOTED || kind === STRING ? source.slice(start + 1, end - 1) : source.slice(start, end),
    span: { start, end },
  };
}
function name() {
  const start = starts[at];
  const parts = [ident()];
  while (took(DOT)) parts.push(ident());
  return { kind: 'name', parts, span: span(start) };
}
function list(element) {
  const elements = [element()];
  while (kinds[at] === COMMA && kinds[at + 1] !== RPAREN) {
    at++;
    elements.push(element());
  }
  took(COMMA);
  return elements;
}
function parenthesised(element) {
  take(LPAREN);
  const elements = kinds[at] === RPAREN ? [] : list(element);
  take(RPAREN);
  return elements;
}

function statement() {
  switch (kinds[at]) {
    case K.insert:
      return insert();
    case K.create:
      return create();
    case K.drop:
      return drop();
    default:
      return query();
  }
}
function insert() {
  const start = starts[at++];
  took(K.into);
  const table = name();
  const columns = kinds[at] === LPAREN && kinds[at + 1] !== K.select ? parenthesised(ident) : [];
  const body = query();
  return { kind: 'insert', table, columns, body, span: span(start) };
}
function create() {
  const start = starts[at++];
  const orReplace = took(K.or) && take(K.replace) > 0;
  const isView = !took(K.table) && take(K.view) > 0;
  const ifNotExists = took(K.if) && take(K.not) > 0 && take(K.exists) > 0;
  const relation = name();
  if (isView) {
    const columns = kinds[at] === LPAREN ? parenthesised(ident) : [];
    take(K.as);
    const body = query();
    return { kind: 'create_view', orReplace, ifNotExists, relation, columns, body, span: span(start) };
  }
  const columns = parenthesised(column);
  while (kinds[at] !== SEMI && kinds[at] !== END) at++;
  return { kind: 'create_table', ifNotExists, relation, columns, span: span(start) };
}
function drop() {
  const start = starts[at++];
  take(K.table);
  const ifExists = took(K.if) && take(K.exists) > 0;
  const names = list(name);
  return { kind: 'drop_table', ifExists, names, span: span(start) };
}
function column() {
  const start = starts[at];
  if (kinds[at] === K.primary) {
    at += 2;
    const columns = parenthesised(ident);
    return { kind: 'primary_key', columns, span: span(start) };
  }
  const own = ident();
  const type = kinds[at] === LPAREN ? undefined : dataType();
  const options = [];
  for (let depth = 0; depth > 0 || (kinds[at] !== COMMA && kinds[at] !== RPAREN); at++) {
    if (kinds[at] === END) refuse();
    if (kinds[at] === LPAREN) depth++;
    else if (kinds[at] === RPAREN) depth--;
    else options.push({ kind: 'option', span: { start: starts[at], end: ends[at] } });
  }
  return { kind: 'column', name: own, type, options, span: span(start) };
}
function dataType() {
  const start = starts[at];
  const head = ident().value;
  while (kinds[at] === WORD && /^(precision|unsigned|varying|without|zone)$/i.test(source.slice(starts[at], ends[at]))) at++;
  const args = kinds[at] === LPAREN ? parenthesised(expr) : [];
  return { kind: 'type', head, args, span: span(start) };
}

function query() {
  const start = starts[at];
  let with_;
  if (took(K.with)) {
    took(K.recursive);
    with_ = list(cte);
  }
  let body = term();
  while (kinds[at] === K.union || kinds[at] === K.except || kinds[at] === K.intersect) {
    const op = source.slice(starts[at], ends[at++]);
    const all = took(K.all) || took(K.distinct);
    body = { kind: 'set_operation', op, all, left: body, right: term(), span: span(start) };
  }
  let orderBy = [];
  let limit;
  let offset;
  if (took(K.order)) {
    take(K.by);
    orderBy = list(orderItem);
  }
  for (;;) {
    if (took(K.limit)) limit = expr();
    else if (took(K.offset)) offset = expr();
    else break;
  }
  return { kind: 'query', with: with_, body, orderBy, limit, offset, span: span(start) };
}
function cte() {
  const start = starts[at];
  const own = ident();
  const columns = kinds[at] === LPAREN ? parenthesised(ident) : [];
  take(K.as);
  take(LPAREN);
  const body = query();
  take(RPAREN);
  return { kind: 'cte', name: own, columns, body, span: span(start) };
}
function term() {
  const start = starts[at];
  if (took(LPAREN)) {
    const inner = query();
    take(RPAREN);
    return { kind: 'parenthesised', query: inner, span: span(start) };
  }
  if (took(K.values)) return { kind: 'values', rows: list(row), span: span(start) };
  take(K.select);
  const distinct = took(K.distinct);
  const items = kinds[at] === K.from ? [] : list(item);
  const from = took(K.from) ? list(table) : [];
  const where = took(K.where) ? expr() : undefined;
  const groupBy = took(K.group) && take(K.by) > 0 ? list(expr) : undefined;
  const having = took(K.having) ? expr() : undefined;
  return { kind: 'select', distinct, items, from, where, groupBy, having, span: span(start) };
}
function row() {
  const start = starts[at];
  const values = parenthesised(expr);
  return { kind: 'row', values, span: span(start) };
}
function alias() {
  if (took(K.as) || kinds[at] === WORD || kinds[at] === QUOTED) return ident();
  return undefined;
}
function item() {
  const start = starts[at];
  const value = expr();
  const as = alias();
  return { kind: 'item', expr: value, alias: as, span: span(start) };
}
function orderItem() {
  const start = starts[at];
  const value = expr();
  const descending = took(K.desc);
  if (!descending) took(K.asc);
  if (took(K.nulls)) at++;
  return { kind: 'order_item', expr: value, descending, span: span(start) };
}
function factor() {
  const start = starts[at];
  let relation;
  if (took(LPAREN)) {
    relation = kinds[at] === K.select || kinds[at] === K.with || kinds[at] === LPAREN || kinds[at] === K.values ? query() : table();
    take(RPAREN);
  } else relation = name();
  const args = kinds[at] === LPAREN ? parenthesised(expr) : undefined;
  const as = alias();
  const columns = as !== undefined && kinds[at] === LPAREN ? parenthesised(ident) : [];
  return { kind: 'table', relation, args, alias: as, columns, span: span(start) };
}
function table() {
  const start = starts[at];
  const relation = factor();
  const joins = [];
  for (;;) {
    const from = at;
    while (kinds[at] >= K.inner && kinds[at] <= K.natural) at++;
    if (!took(K.join)) {
      at = from;
      break;
    }
    const other = factor();
    const on = took(K.on) ? expr() : took(K.using) ? parenthesised(ident) : undefined;
    joins.push({ kind: 'join', relation: other, on, span: { start: starts[from], end: ends[at - 1] } });
  }
  return { kind: 'table_with_joins', relation, joins, span: span(start) };
}

function expr() {
  return binary(0);
}
function strength(kind) {
  switch (kind) {
    case K.or:
      return 1;
    case K.and:
      return 2;
    case K.not:
    case K.is:
    case K.in:
    case K.between:
    case K.like:
    case K.ilike:
      return 4;
    case OPERATOR: {
      const c = source.charCodeAt(starts[at]);
      return c === 42 || c === 47 || c === 37 ? 8 : c === 43 || c === 45 ? 7 : c === 61 || c === 60 || c === 62 || c === 33 ? 5 : 6;
    }
    case CAST:
      return 10;
    case LBRACKET:
      return 11;
    default:
      return 0;
  }
}
function binary(least) {
  const start = starts[at];
  let left = prefix();
  for (;;) {
    const kind = kinds[at];
    const own = strength(kind);
    if (own <= least) return left;
    if (kind === K.not && kinds[at + 1] !== K.in && kinds[at + 1] !== K.between && kinds[at + 1] !== K.like && kinds[at + 1] !== K.ilike)
      return left;
    const from = at++;
    const negated = kind === K.not && at++ > 0;
    switch (kinds[at - 1]) {
      case CAST:
        left = { kind: 'cast', expr: left, type: dataType(), span: span(start) };
        break;
      case LBRACKET: {
        const index = expr();
        take(RBRACKET);
        left = { kind: 'index', expr: left, index, span: span(start) };
        break;
      }
      case K.is: {
        const not = took(K.not);
        if (took(K.distinct)) take(K.from);
        left = { kind: 'is', expr: left, not, what: prefix(), span: span(start) };
        break;
      }
      case K.in: {
        take(LPAREN);
        const values = kinds[at] === K.select || kinds[at] === K.with ? query() : list(expr);
        take(RPAREN);
        left = { kind: 'in', expr: left, negated, values, span: span(start) };
        break;
      }
      case K.between: {
        const low = binary(4);
        take(K.and);
        left = { kind: 'between', expr: left, negated, low, high: binary(4), span: span(start) };
        break;
      }
      default: {
        const right = binary(own);
        left = { kind: 'binary', op: source.slice(starts[from], ends[from]), left, right, negated, span: span(start) };
      }
    }
  }
}
function prefix() {
  const start = starts[at];
  const kind = kinds[at];
  switch (kind) {
    case NUMBER:
    case STRING:
    case K.null:
    case K.true:
    case K.false:
    case K.default:
      at++;
      return {
        kind: 'literal',
        value: kind === STRING ? source.slice(start + 1, ends[at - 1] - 1) : source.slice(start, ends[at - 1]),
        span: span(start),
      };
    case OPERATOR:
      at++;
      if (source.charCodeAt(start) === 42) return { kind: 'wildcard', span: span(start) };
      return { kind: 'unary', op: source.slice(start, ends[at - 1]), operand: binary(9), span: span(start) };
    case K.not:
      at++;
      return { kind: 'unary', op: 'not', operand: binary(3), span: span(start) };
    case LPAREN: {
      at++;
      const inner = kinds[at] === K.select || kinds[at] === K.with ? query() : list(expr);
      take(RPAREN);
      return { kind: 'nested', inner, span: span(start) };
    }
    case K.exists:
      at++;
      return { kind: 'exists', query: prefix(), span: span(start) };
    case K.interval:
      at++;
      return { kind: 'interval', value: prefix(), span: span(start) };
    case K.case:
      return caseOf(start);
    case K.cast: {
      at++;
      take(LPAREN);
      const value = expr();
      take(K.as);
      const type = dataType();
      take(RPAREN);
      return { kind: 'cast', expr: value, type, span: span(start) };
    }
    default:
      return named(start);
  }
}
function caseOf(start) {
  at++;
  const operand = kinds[at] === K.when ? undefined : expr();
  const branches = [];
  while (took(K.when)) {
    const when = expr();
    take(K.then);
    branches.push({ when, then: expr() });
  }
  const otherwise = took(K.else) ? expr() : undefined;
  take(K.end);
  return { kind: 'case', operand, branches, otherwise, span: span(start) };
}
function named(start) {
  const first = ident();
  if (kinds[at] === STRING) return { kind: 'typed', type: first, value: prefix(), span: span(start) };
  let parts;
  while (took(DOT)) {
    parts ??= [first];
    if (kinds[at] === OPERATOR) {
      at++;
      return { kind: 'wildcard', parts, span: span(start) };
    }
    parts.push(ident());
  }
  if (kinds[at] !== LPAREN)
    return parts === undefined ? { kind: 'identifier', ident: first, span: first.span } : { kind: 'compound', parts, span: span(start) };
  at++;
  const distinct = took(K.distinct);
  const args = kinds[at] === RPAREN ? [] : list(expr);
  if (took(K.order)) {
    take(K.by);
    list(orderItem);
  }
  take(RPAREN);
  let over;
  if (took(K.over)) {
    take(LPAREN);
    const partitionBy = took(K.partition) && take(K.by) > 0 ? list(expr) : [];
    const orderBy = took(K.order) && take(K.by) > 0 ? list(orderItem) : [];
    while (kinds[at] !== RPAREN && kinds[at] !== END) at++;
    take(RPAREN);
    over = { partitionBy, orderBy };
  }
  return { kind: 'call', name: parts ?? [first], args, distinct, over, span: span(start) };
}
