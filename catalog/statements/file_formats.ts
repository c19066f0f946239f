import type { Span } from '../../grammar/index.ts';
import { reject } from '../verdict.ts';

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
