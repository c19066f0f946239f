import type { TypeName } from './ast.ts';

interface Standard {
  readonly head: string;
  readonly precision?: string;
  readonly unsigned?: boolean;
}

/** Names that sqlparser does not know, or knows by another meaning (`get_data_type_by_alias_name` in `transform/type_alias.rs`). */
const CUSTOM_ALIASES: ReadonlyMap<string, Standard> = new Map<string, Standard>([
  ...aliases({ head: 'TIMESTAMP', precision: '0' }, 'TIMESTAMP_S', 'TIMESTAMP_SEC', 'TIMESTAMPSECOND'),
  ...aliases({ head: 'TIMESTAMP', precision: '3' }, 'TIMESTAMP_MS', 'TIMESTAMPMILLISECOND'),
  ...aliases({ head: 'TIMESTAMP', precision: '6' }, 'TIMESTAMP_US', 'TIMESTAMPMICROSECOND'),
  ...aliases({ head: 'TIMESTAMP', precision: '9' }, 'TIMESTAMP_NS', 'TIMESTAMPNANOSECOND'),
  ...aliases({ head: 'TINYINT' }, 'INT8'),
  ...aliases({ head: 'SMALLINT' }, 'INT16'),
  ...aliases({ head: 'INT' }, 'INT32'),
  ...aliases({ head: 'BIGINT' }, 'INT64'),
  ...aliases({ head: 'TINYINT', unsigned: true }, 'UINT8'),
  ...aliases({ head: 'SMALLINT', unsigned: true }, 'UINT16'),
  ...aliases({ head: 'INT', unsigned: true }, 'UINT32'),
  ...aliases({ head: 'BIGINT', unsigned: true }, 'UINT64'),
  ...aliases({ head: 'FLOAT' }, 'FLOAT32'),
  ...aliases({ head: 'DOUBLE' }, 'FLOAT64'),
  ...aliases({ head: 'TEXT' }, 'TINYTEXT', 'MEDIUMTEXT', 'LONGTEXT'),
]);

/** Built-in types that are rewritten; those of a fixed number of digits only where no precision is written. */
const BUILT_IN_ALIASES: ReadonlyMap<string, Standard> = new Map<string, Standard>([
  ...aliases({ head: 'BOOLEAN' }, 'BOOL'),
  ...aliases({ head: 'SMALLINT' }, 'INT2', 'INT16'),
  ...aliases({ head: 'INT' }, 'INT4', 'INT32'),
  ...aliases({ head: 'BIGINT' }, 'INT8', 'INT64'),
  ...aliases({ head: 'TINYINT', unsigned: true }, 'UINT8', 'INT8 UNSIGNED'),
  ...aliases({ head: 'SMALLINT', unsigned: true }, 'UINT16'),
  ...aliases({ head: 'INT', unsigned: true }, 'UINT32'),
  ...aliases({ head: 'BIGINT', unsigned: true }, 'UINT64'),
  ...aliases({ head: 'FLOAT' }, 'FLOAT4', 'FLOAT32'),
  ...aliases({ head: 'DOUBLE' }, 'FLOAT8', 'FLOAT64'),
]);

function aliases(standard: Standard, ...names: readonly string[]): [string, Standard][] {
  return names.map(name => [name, standard]);
}

/** The standard type that an alias stands for; undefined if the type is none. */
export function standardType(type: TypeName): TypeName | undefined {
  if (type.head === 'DATETIME') return typeOf({ head: 'TIMESTAMP', precision: '6' }, type);
  if (type.args.length > 0) return undefined;
  if (type.name === undefined) {
    const standard = BUILT_IN_ALIASES.get(type.unsigned ? `${type.head} UNSIGNED` : type.head);
    return standard && typeOf(standard, type);
  }
  const [part] = type.name.parts;
  const standard = type.name.parts.length === 1 ? CUSTOM_ALIASES.get(part!.value.toUpperCase()) : undefined;
  return standard && typeOf(standard, type);
}

function typeOf({ head, precision, unsigned = false }: Standard, { span }: TypeName): TypeName {
  return { kind: 'type', head, args: precision === undefined ? [] : [precision], parenthesised: precision !== undefined, unsigned, span };
}
