import type { TypeName } from '../ast.ts';
import { debugName, debugString, type DebugContext } from './names.ts';

/** Rust's `{:?}` of sqlparser's `DataType`: `SQL data type not supported yet: Numeric(None)`. */
export function debugType(context: DebugContext, type: TypeName): string {
  const { head, name, args, element, zone, unsigned } = type;
  if (name !== undefined) return `Custom(${debugName(context, name)}, [${args.map(debugString).join(', ')}])`;
  if (element !== undefined) return `Array(AngleBracket(${debugType(context, element)}))`;
  const variant = (VARIANTS[head] ?? capitalised(head)) + (unsigned && head !== 'UNSIGNED' ? 'Unsigned' : '');
  switch (SHAPES[head]) {
    case 'size':
      return `${variant}(${some(args[0])})`;
    case 'exact':
      return `${variant}(${exact(args)})`;
    case 'length':
      return `${variant}(${length(args[0])})`;
    case 'zone':
      return `${variant}(${some(args[0])}, ${zoneOf(head, zone)})`;
    default:
      return variant;
  }
}

const EXACT = ['FLOAT', 'DOUBLE', 'DECIMAL', 'DEC', 'NUMERIC', 'BIGNUMERIC', 'BIGDECIMAL'];
const LENGTH = ['VARCHAR', 'NVARCHAR', 'CHAR', 'CHARACTER', 'CHARACTER VARYING', 'CHAR VARYING', 'VARBINARY'];
const ZONE = ['TIMESTAMP', 'TIMESTAMPTZ', 'TIME', 'TIMETZ'];
const SIZE = [
  'TINYINT',
  'SMALLINT',
  'MEDIUMINT',
  'INT',
  'INTEGER',
  'BIGINT',
  'INT2',
  'INT4',
  'INT8',
  'STRING',
  'CLOB',
  'BINARY',
  'BLOB',
  'BYTES',
  'BIT',
  'BIT VARYING',
  'VARBIT',
  'DATETIME',
  'TIMESTAMP_NTZ',
  'CHARACTER LARGE OBJECT',
  'CHAR LARGE OBJECT',
];
/** What stands in the parentheses of each variant. */
const SHAPES: { readonly [Head in string]?: 'size' | 'exact' | 'length' | 'zone' } = Object.fromEntries([
  ...SIZE.map(head => [head, 'size'] as const),
  ...EXACT.map(head => [head, 'exact'] as const),
  ...LENGTH.map(head => [head, 'length'] as const),
  ...ZONE.map(head => [head, 'zone'] as const),
]);

/** Variants that are not the head in capitals and small letters. */
const VARIANTS: { readonly [Head in string]?: string } = {
  TINYINT: 'TinyInt',
  SMALLINT: 'SmallInt',
  MEDIUMINT: 'MediumInt',
  BIGINT: 'BigInt',
  UINT8: 'UInt8',
  UINT16: 'UInt16',
  UINT32: 'UInt32',
  UINT64: 'UInt64',
  UINT128: 'UInt128',
  UINT256: 'UInt256',
  HUGEINT: 'HugeInt',
  UHUGEINT: 'UHugeInt',
  UBIGINT: 'UBigInt',
  USMALLINT: 'USmallInt',
  UTINYINT: 'UTinyInt',
  TINYTEXT: 'TinyText',
  MEDIUMTEXT: 'MediumText',
  LONGTEXT: 'LongText',
  TINYBLOB: 'TinyBlob',
  MEDIUMBLOB: 'MediumBlob',
  LONGBLOB: 'LongBlob',
  BIGNUMERIC: 'BigNumeric',
  BIGDECIMAL: 'BigDecimal',
  'DOUBLE PRECISION': 'DoublePrecision',
  'SIGNED INTEGER': 'SignedInteger',
  'UNSIGNED INTEGER': 'UnsignedInteger',
  'CHARACTER VARYING': 'CharacterVarying',
  'CHAR VARYING': 'CharVarying',
  'CHARACTER LARGE OBJECT': 'CharacterLargeObject',
  'CHAR LARGE OBJECT': 'CharLargeObject',
  'BIT VARYING': 'BitVarying',
  VARBIT: 'VarBit',
  FIXEDSTRING: 'FixedString',
  TIMESTAMPTZ: 'Timestamp',
  TIMETZ: 'Time',
  TIMESTAMP_NTZ: 'TimestampNtz',
  JSONB: 'JSONB',
  JSON: 'JSON',
  REGCLASS: 'Regclass',
  'ANY TYPE': 'AnyType',
  BOOL: 'Bool',
  INTERVAL: 'Interval { fields: None, precision: None }',
};

function capitalised(head: string): string {
  return head.slice(0, 1) + head.slice(1).toLowerCase();
}

function some(text: string | undefined): string {
  return text === undefined ? 'None' : `Some(${text})`;
}

function exact([precision, scale]: readonly string[]): string {
  if (precision === undefined) return 'None';
  return scale === undefined ? `Precision(${precision})` : `PrecisionAndScale(${precision}, ${scale})`;
}

function length(text: string | undefined): string {
  if (text === undefined) return 'None';
  if (text === 'MAX') return 'Some(Max)';
  const [number, unit] = text.split(' ');
  return `Some(IntegerLength { length: ${number}, unit: ${some(unit === undefined ? undefined : capitalised(unit))} })`;
}

function zoneOf(head: string, zone: TypeName['zone']): string {
  if (head.endsWith('TZ')) return 'Tz';
  return zone === undefined ? 'None' : zone === 'WITH TIME ZONE' ? 'WithTimeZone' : 'WithoutTimeZone';
}
