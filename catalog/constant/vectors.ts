import { parseFloat64 } from './floats.ts';

export type VectorFault = 'not properly enclosed in brackets' | 'elements are not all float32' | 'wrong dimension';

/** A vector's text, `[1.0, 2.0]`, as GreptimeDB reads it (`parse_string_to_vector_type_value`), or what is wrong with it. */
export function parseVector(text: string, dimension?: number): readonly number[] | VectorFault {
  const trimmed = text.trim();
  if (!trimmed.startsWith('[') || !trimmed.endsWith(']')) return 'not properly enclosed in brackets';
  const content = trimmed.slice(1, -1).trim();
  const values: number[] = [];
  if (content !== '') {
    for (const element of content.split(',')) {
      const value = parseFloat64(element.trim());
      if (value === undefined) return 'elements are not all float32';
      values.push(Math.fround(value));
    }
  }
  return dimension !== undefined && dimension !== values.length ? 'wrong dimension' : values;
}

/** Four bytes a number, lowest first. */
export function vectorToBytes(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, index) => view.setFloat32(index * 4, value, true));
  return new Uint8Array(view.buffer);
}

export function vectorFromBytes(bytes: Uint8Array): readonly number[] | undefined {
  if (bytes.length % 4 !== 0) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 4 }, (_, index) => view.getFloat32(index * 4, true));
}
