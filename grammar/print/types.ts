import type { TypeName } from '../ast.ts';
import { printName } from './names.ts';

/** Heads that sqlparser spells in a case of its own. */
const SPELLINGS: Readonly<Record<string, string>> = {
  INT16: 'Int16',
  INT32: 'Int32',

  INT128: 'Int128',
  INT256: 'Int256',
  UINT8: 'UInt8',
  UINT16: 'UInt16',
  UINT32: 'UInt32',
  UINT64: 'UInt64',
  UINT128: 'UInt128',
  UINT256: 'UInt256',
  FLOAT32: 'Float32',

  DATE32: 'Date32',
  DATETIME64: 'DateTime64',
  FIXEDSTRING: 'FixedString',
};

/** Types whose precision and scale stand without a blank between them. */
const EXACT: ReadonlySet<string> = new Set(['FLOAT', 'DOUBLE', 'DECIMAL', 'DEC', 'NUMERIC', 'BIGNUMERIC', 'BIGDECIMAL']);

/** A data type as sqlparser prints it: upper case, custom names as written and their empty parentheses dropped. */
export function printType(type: TypeName): string {
  if (type.name !== undefined) return type.args.length === 0 ? printName(type.name) : `${printName(type.name)}(${type.args.join(', ')})`;
  if (type.brackets !== undefined && type.element !== undefined) return `${printType(type.element)}[${type.brackets}]`;
  let text = SPELLINGS[type.head] ?? type.head;
  if (type.element !== undefined) text += `<${printType(type.element)}>`;
  if (type.args.length > 0) text += `(${type.args.join(EXACT.has(type.head) ? ',' : ', ')})`;
  if (type.zone !== undefined) text += ` ${type.zone}`;
  return type.unsigned ? `${text} UNSIGNED` : text;
}
