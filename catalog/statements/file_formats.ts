import type { Span } from '../../grammar/index.ts';
import { reject, unknown } from '../verdict.ts';
import { isBooleanText } from './option_values.ts';

const FORMATS: ReadonlySet<string> = new Set(['CSV', 'JSON', 'PARQUET', 'ORC']);
const COMPRESSIONS: ReadonlySet<string> = new Set(['GZIP', 'GZ', 'BZIP2', 'BZ2', 'XZ', 'ZSTD', 'ZST', '', 'UNCOMPRESSED']);

/** Format and compression of a file. Mirrors `Format::try_from` (`src/common/datasource/src/file_format.rs`). */
export function checkFormat(options: ReadonlyMap<string, string>, spanOf: (key: string) => Span): string {
  const format = (options.get('format') ?? 'PARQUET').toUpperCase();
  if (!FORMATS.has(format)) {
    reject('InvalidArguments', `Unsupported format protocol: ${format}`, {
      reason: 'file_format',
      span: spanOf('format'),
      detail: { value: format },
    });
  }
  const compression = (options.get('compression_type') ?? '').toUpperCase();
  if ((format === 'CSV' || format === 'JSON') && !COMPRESSIONS.has(compression)) {
    reject('InvalidArguments', `Unsupported compression type: ${compression}`, {
      reason: 'file_format',
      span: spanOf('compression_type'),
      detail: { value: compression },
    });
  }
  return format;
}

type SpanOf = (key: string) => Span;

/** What a file of text may say besides. Mirrors `CsvFormat::try_from` and `JsonFormat::try_from` (`src/common/datasource/src/file_format`). */
export function checkTextOptions(
  format: string,
  options: ReadonlyMap<string, string>,
  { reads, spanOf }: { readonly reads: boolean; readonly spanOf: SpanOf },
): void {
  if (format !== 'CSV' && format !== 'JSON') return;
  const demand = (key: string, fits: (text: string) => boolean): void => {
    const text = options.get(key);
    if (text !== undefined && !fits(text)) refuse(key, text, spanOf);
  };
  if (reads) demand('schema_infer_max_record', text => /^\+?\d+$/.test(text));
  if (format !== 'CSV') return;
  demand('delimiter', text => /^\+?\d+$/.test(text) && Number(text) < 256);
  demand('headers', isBooleanText);
  if (reads) demand('skip_bad_records', isBooleanText);
  for (const key of ['has_header', 'strict_headers']) {
    if (!isBooleanText(options.get(key) ?? 'true')) unknown('a refusal whose exact text is not known');
  }
  const headers = options.get('headers') ?? options.get('has_header');
  const other = options.get('has_header') ?? headers;
  if (headers !== other) refuse('headers', `headers=${headers}, has_header=${other}`, spanOf);
  if (reads && headers === 'false' && options.get('strict_headers') === 'true')
    refuse('strict_headers', 'strict_headers=true requires headers=true', spanOf);
}

function refuse(key: string, value: string, spanOf: SpanOf): never {
  return reject('InvalidArguments', `Failed to parse format ${key} with value: ${value}`, {
    reason: 'file_format',
    span: spanOf(key),
    detail: { value },
  });
}
