import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { arrowTypeName, type DataType } from '../../catalog/index.ts';
import { describeWithShared, SHARED } from '../shared.ts';
import { planIn, worldOf } from './plans.ts';

type Matrix = { readonly [left: string]: { readonly [right: string]: string } };

interface Inference {
  readonly types: readonly string[];
  readonly arithmetic: { readonly [op: string]: Matrix };
  readonly bitwise: { readonly [op: string]: Matrix };
  readonly concat: Matrix;
  readonly comparable: { readonly [left: string]: readonly string[] };
  readonly common: { readonly [form: string]: Matrix };
  readonly aggregate: { readonly [name: string]: string | { readonly [type: string]: string } };
  readonly scalar1: { readonly [name: string]: string | { readonly [type: string]: string } };
}

/** How a column of each type is declared; an interval cannot be stored and stands there as a literal. */
const DECLARED: { readonly [type: string]: string } = {
  Int8: 'TINYINT',
  Int16: 'SMALLINT',
  Int32: 'INT',
  Int64: 'BIGINT',
  UInt8: 'TINYINT UNSIGNED',
  UInt16: 'SMALLINT UNSIGNED',
  UInt32: 'INT UNSIGNED',
  UInt64: 'BIGINT UNSIGNED',
  Float32: 'FLOAT',
  Float64: 'DOUBLE',
  'Decimal(10,2)': 'DECIMAL(10, 2)',
  String: 'STRING',
  Boolean: 'BOOLEAN',
  Date: 'DATE',
  TimestampSecond: 'TIMESTAMP(0)',
  TimestampMillisecond: 'TIMESTAMP(3)',
  TimestampMicrosecond: 'TIMESTAMP(6)',
  TimestampNanosecond: 'TIMESTAMP(9)',
  Binary: 'BINARY',
};

const UNITS = { s: 'TimestampSecond', ms: 'TimestampMillisecond', us: 'TimestampMicrosecond', ns: 'TimestampNanosecond' } as const;

/** A type as the reference writes it. */
function written(type: DataType): string {
  switch (type.kind) {
    case 'string':
      return 'String';
    case 'string_view':
      return 'String(view)';
    case 'large_string':
      return 'String(large)';
    case 'date':
      return 'Date';
    case 'interval':
      return 'Interval';
    case 'decimal':
      return `Decimal(${type.precision},${type.scale})`;
    case 'duration':
      return `Duration(${type.unit})`;
    case 'timestamp':
      return type.zone === undefined ? UNITS[type.unit!] : arrowTypeName(type);
    default:
      return arrowTypeName(type);
  }
}

function operand(type: string): string {
  return type === 'Interval' ? "(INTERVAL '1 day')" : `c_${type.toLowerCase().replaceAll(/\W/g, '_')}`;
}

const FORMS: { readonly [form: string]: (left: string, right: string) => string } = {
  coalesce: (left, right) => `coalesce(${left}, ${right})`,
  case: (left, right) => `CASE WHEN c_boolean THEN ${left} ELSE ${right} END`,
  greatest: (left, right) => `greatest(${left}, ${right})`,
  nvl: (left, right) => `nvl(${left}, ${right})`,
  nullif: (left, right) => `nullif(${left}, ${right})`,
};

describeWithShared('types as DataFusion infers them', () => {
  const reference = JSON.parse(readFileSync(join(SHARED, 'reference', 'infer.json'), 'utf8')) as Inference;
  const columns = Object.entries(DECLARED).map(([type, declared]) => `${operand(type)} ${declared}`);
  const world = worldOf(`CREATE TABLE m (ts TIMESTAMP TIME INDEX, ${columns.join(', ')})`);

  /** Types that differ, and refusals of what DataFusion takes. What it refuses only when rows come is no matter of types. */
  function wrong(expr: string, wanted: string | undefined): readonly string[] {
    const planning = planIn(world, `SELECT ${expr} FROM m`);
    if (wanted === undefined || planning.kind === 'unknown') return [];
    const found = planning.kind === 'planned' ? written(planning.fields[0]!.type) : planning.message;
    return found === wanted ? [] : [`${expr}: ${found}, not ${wanted}`];
  }

  function wrongPairs(matrix: Matrix, print: (left: string, right: string) => string): readonly string[] {
    return reference.types.flatMap(left =>
      reference.types.flatMap(right => wrong(print(operand(left), operand(right)), matrix[left]?.[right])),
    );
  }

  test.each(Object.keys(reference.arithmetic))('arithmetic with %s', op => {
    expect(wrongPairs(reference.arithmetic[op]!, (left, right) => `${left} ${op} ${right}`)).toEqual([]);
  });

  test.each(['&', '|'])('bits with %s', op => {
    expect(wrongPairs(reference.bitwise[op]!, (left, right) => `${left} ${op} ${right}`)).toEqual([]);
  });

  test('texts one after the other', () => {
    expect(wrongPairs(reference.concat, (left, right) => `${left} || ${right}`)).toEqual([]);
  });

  test('comparisons, and what cannot be compared', () => {
    const pairs = reference.types.flatMap(left => reference.types.map(right => [left, right] as const));
    const mistaken = pairs.filter(([left, right]) => {
      const { kind } = planIn(world, `SELECT ${operand(left)} = ${operand(right)} FROM m`);
      return kind !== (reference.comparable[left]?.includes(right) === true ? 'planned' : 'rejected');
    });
    expect(mistaken).toEqual([]);
  });

  test.each(Object.keys(FORMS))('the common type of %s', form => {
    expect(wrongPairs(reference.common[form]!, FORMS[form]!)).toEqual([]);
  });

  test('functions of one argument', () => {
    const found = Object.entries({ ...reference.aggregate, ...reference.scalar1 }).flatMap(([name, rows]) =>
      typeof rows === 'string' ? [] : reference.types.flatMap(type => wrong(`${name}(${operand(type)})`, rows[type])),
    );
    expect(found).toEqual([]);
  });
});
