import { isString, UINT8 } from '../../types.ts';
import { cast } from '../casts.ts';
import { printFloat } from '../floats.ts';
import { executionError, externalError, unmodelled } from '../outcome.ts';
import type { Scalar } from '../scalar.ts';
import { type FunctionTable, type ScalarFunction, floatOf, strict, textOf } from './function.ts';

/** Geometry: what GreptimeDB refuses is modelled, and the values that need no tables of the earth. */
export const GEO: FunctionTable = {
  geohash: strict(([lat, lng, resolution]) => geohash(floatOf(lat!), floatOf(lng!), geohashResolution(resolution!))),
  geohash_neighbours: strict(([, , resolution]) => unmodelled(`neighbours of resolution ${geohashResolution(resolution!)}`)),
  h3_latlng_to_cell: h3Cell(),
  h3_latlng_to_cell_string: h3Cell(),
  h3_cell_resolution: strict(([cell]) => (cellOf(cell!) >> 52n) & 0xfn),
  h3_cell_base: strict(([cell]) => (cellOf(cell!) >> 45n) & 0x7fn),
  h3_cell_to_string: strict(([cell]) => (isString(cell!.type) ? unmodelled('a cell as text') : (cell!.value as bigint).toString(16))),
  h3_string_to_cell: strict(([cell]) => cellOfText(textOf(cell!))),
  wkt_point_from_latlng: strict(([lat, lng]) => `POINT(${coordinate(floatOf(lng!))} ${coordinate(floatOf(lat!))})`),
  st_distance_sphere_m: strict(([a, b]) => sphereDistance(textOf(a!), textOf(b!))),
};

/** Resolutions of any integer type are cast to one byte when the function runs. */
function byteOf(resolution: Scalar): number {
  return Number(cast(resolution, UINT8).value as bigint);
}

function geohashResolution(resolution: Scalar): number {
  const length = byteOf(resolution);
  if (length < 1 || length > 12) return executionError(`Invalid geohash resolution ${length}, valid value range: [1, 12]`);
  return length;
}

function h3Cell(): ScalarFunction {
  return strict(([, , resolution]) => {
    const level = byteOf(resolution!);
    if (level > 15) return executionError(`H3 error: invalid resolution (got Some(${level})): out of range`);
    return unmodelled('cells of H3');
  });
}

function cellOf(cell: Scalar): bigint {
  return isString(cell.type) ? cellOfText(cell.value as string) : (cell.value as bigint);
}

function cellOfText(text: string): bigint {
  return /^8[0-9a-f]{14}$/.test(text) ? BigInt(`0x${text}`) : unmodelled('the text of a cell');
}

const BASE32 = '0123456789bcdefghjkmnpqrstuvwxyz';

function geohash(lat: number, lng: number, length: number): string {
  if (!(Math.abs(lat) <= 90 && Math.abs(lng) <= 180)) return unmodelled('a coordinate beyond the earth');
  const ranges: [number, number][] = [
    [-180, 180],
    [-90, 90],
  ];
  let text = '';
  for (let bits = 0, value = 0; text.length < length; bits++) {
    const range = ranges[bits % 2]!;
    const middle = (range[0] + range[1]) / 2;
    const upper = (bits % 2 === 0 ? lng : lat) >= middle;
    range[upper ? 0 : 1] = middle;
    value = value * 2 + Number(upper);
    if (bits % 5 === 4) {
      text += BASE32[value]!;
      value = 0;
    }
  }
  return text;
}

function coordinate(value: number): string {
  return printFloat(value).replace(/\.0$/, '');
}

const GEOMETRY = /^\s*(POINT|LINESTRING|POLYGON|MULTIPOINT|MULTILINESTRING|MULTIPOLYGON|GEOMETRYCOLLECTION)\s*\(/i;

function sphereDistance(a: string, b: string): number {
  const kinds = [a, b].map(text => GEOMETRY.exec(text)?.[1]?.toUpperCase());
  if (kinds.includes(undefined)) return unmodelled('a geometry that does not parse');
  if (kinds.some(kind => kind !== 'POINT'))
    return externalError('Great circle distance between non-point objects are not supported for now.');
  return unmodelled('a distance on the sphere');
}
