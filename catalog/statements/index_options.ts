import type { Option, StatusName } from '../../grammar/index.ts';
import { reject, unknown } from '../verdict.ts';
import type { IndexOptions } from '../world.ts';
import { optionMap } from './option_values.ts';

export type IndexWithOptions = 'FULLTEXT' | 'SKIPPING' | 'VECTOR';

/** Options of an index as they are kept: every key with its value, defaults filled in. Mirrors `FulltextOptions` and `SkippingIndexOptions`. */
export function indexOptions(type: IndexWithOptions, options: readonly Option[]): IndexOptions {
  const written = optionMap(options);
  const refuse = (status: StatusName, key: string, value: string, message: string): never => {
    const option = options.find(candidate => candidate.key.value.toLowerCase() === key);
    return reject(status, message, { reason: 'index_option', span: option?.span ?? { start: 0, end: 0 }, detail: { key, value } });
  };
  const check: Check = (key, value, message) => refuse('Unexpected', key, value, message);
  switch (type) {
    case 'FULLTEXT':
      return fulltext(written, check);
    case 'SKIPPING':
      return skipping(written, check);
    default:
      return vectorIndex(written, (key, value, message) => refuse('InvalidSyntax', key, value, `Invalid SQL, error: ${message}`));
  }
}

type Check = (key: string, value: string, message: string) => never;

function fulltext(written: ReadonlyMap<string, string>, refuse: Check): IndexOptions {
  const head = 'Invalid fulltext option: ';
  const analyzer = oneOf(written.get('analyzer') ?? 'English', ['English', 'Chinese']);
  if (analyzer === undefined)
    refuse('analyzer', written.get('analyzer')!, `${head}${written.get('analyzer')}, expected: 'English' | 'Chinese'`);
  const sensitive = oneOf(written.get('case_sensitive') ?? 'false', ['true', 'false']);
  if (sensitive === undefined) {
    refuse('case_sensitive', written.get('case_sensitive')!, `${head}${written.get('case_sensitive')}, expected: 'true' | 'false'`);
  }
  const backend = oneOf(written.get('backend') ?? 'bloom', ['bloom', 'tantivy']);
  if (backend === undefined) refuse('backend', written.get('backend')!, `${head}${written.get('backend')}, expected: 'bloom' | 'tantivy'`);
  return new Map([
    ['analyzer', analyzer!],
    ['backend', backend!],
    ['case_sensitive', sensitive!],
    ['false_positive_rate', rate(written, head, refuse)],
    ['granularity', granularity(written, head, refuse)],
  ]);
}

function skipping(written: ReadonlyMap<string, string>, refuse: Check): IndexOptions {
  const head = 'Invalid skipping index option: ';
  const kept = granularity(written, head, refuse);
  const falsePositive = rate(written, head, refuse);
  const type = oneOf(written.get('type') ?? 'BLOOM', ['BLOOM']);
  if (type === undefined) refuse('type', written.get('type')!, `${head}Invalid index type: ${written.get('type')}, expected: 'BLOOM'`);
  return new Map([
    ['false_positive_rate', falsePositive],
    ['granularity', kept],
    ['type', type!],
  ]);
}

/** The parser has checked the keys; the metric has several spellings. */
function vectorIndex(written: ReadonlyMap<string, string>, refuse: Check): IndexOptions {
  const metric = METRICS[(written.get('metric') ?? 'l2sq').toLowerCase()];
  const engine = (written.get('engine') ?? 'usearch').toLowerCase();
  if (metric === undefined || engine !== 'usearch') return unknown('a refusal whose exact text is not known');
  const connectivity = count(written, 'connectivity', '16', refuse);
  if (Number(connectivity) < 2 || Number(connectivity) > 2048)
    refuse('connectivity', connectivity, 'VECTOR INDEX connectivity must be in the range [2, 2048].');
  const [add, search] = [count(written, 'expansion_add', '128', refuse), count(written, 'expansion_search', '64', refuse)];
  if (add === '0') refuse('expansion_add', add, 'VECTOR INDEX expansion_add must be greater than 0');
  if (search === '0') refuse('expansion_search', search, 'VECTOR INDEX expansion_search must be greater than 0');
  return new Map([
    ['connectivity', connectivity],
    ['engine', engine],
    ['expansion_add', add],
    ['expansion_search', search],
    ['metric', metric],
  ]);
}

function count(written: ReadonlyMap<string, string>, key: string, absent: string, refuse: Check): string {
  const text = written.get(key) ?? absent;
  if (/^\+?\d+$/.test(text) && Number(text) <= 0xffff_ffff) return String(Number(text));
  return refuse(key, text, `invalid VECTOR INDEX ${key}: ${text}, expected positive integer`);
}

const METRICS: { readonly [spelling in string]?: string } = {
  l2sq: 'l2sq',
  l2: 'l2sq',
  euclidean: 'l2sq',
  cosine: 'cosine',
  cos: 'cosine',
  inner_product: 'inner_product',
  ip: 'inner_product',
  dot: 'inner_product',
};

function granularity(written: ReadonlyMap<string, string>, head: string, refuse: Check): string {
  const text = written.get('granularity') ?? '10240';
  if (/^\+?\d+$/.test(text) && Number(text) > 0 && Number(text) <= 0xffff_ffff) return String(Number(text));
  return refuse('granularity', text, `${head}Invalid granularity: ${text}, expected: positive integer`);
}

function rate(written: ReadonlyMap<string, string>, head: string, refuse: Check): string {
  const text = written.get('false_positive_rate') ?? '0.01';
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value <= 1) return String(value);
  return refuse('false_positive_rate', text, `${head}Invalid false positive rate: ${text}, expected: 0.0 < rate <= 1.0`);
}

/** The spelling in the list that equals the text but for case. */
function oneOf(text: string, allowed: readonly string[]): string | undefined {
  return allowed.find(candidate => candidate.toLowerCase() === text.toLowerCase());
}
