import { crc32, deflateSync } from 'node:zlib';

const SIZE = 256;
/** Samples per pixel and direction: smooth edges without a drawing library. */
const SAMPLES = 4;

type Colour = readonly [red: number, green: number, blue: number];
type Shape = (x: number, y: number) => boolean;

const BLUE: Colour = [142, 166, 255];
const GREEN: Colour = [96, 211, 148];
const WHITE: Colour = [244, 246, 255];

/** The picture in the extension's list: two sources that flow into one sink. Coordinates run from 0 to 1. */
const LAYERS: readonly (readonly [Shape, Colour])[] = [
  [curve([0.36, 0.28], [0.62, 0.28], [0.52, 0.5], [0.68, 0.5], 0.018), WHITE],
  [curve([0.36, 0.72], [0.62, 0.72], [0.52, 0.5], [0.68, 0.5], 0.018), WHITE],
  [box(0.15, 0.19, 0.4, 0.37, 0.04), BLUE],
  [box(0.15, 0.63, 0.4, 0.81, 0.04), BLUE],
  [(x, y) => Math.hypot(x - 0.72, y - 0.5) < 0.15, GREEN],
  [curve([0.65, 0.505], [0.67, 0.53], [0.69, 0.55], [0.705, 0.565], 0.018), [16, 60, 40]],
  [curve([0.705, 0.565], [0.73, 0.53], [0.76, 0.48], [0.795, 0.44], 0.018), [16, 60, 40]],
];
const PLATE = box(0.02, 0.02, 0.98, 0.98, 0.2);

/** The icon as a PNG file. */
export function icon(): Buffer {
  const rows = Buffer.alloc(SIZE * (1 + SIZE * 4));
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) rows.set(pixel(x, y), y * (1 + SIZE * 4) + 1 + x * 4);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIZE, 0);
  header.writeUInt32BE(SIZE, 4);
  header.set([8, 6], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function pixel(column: number, row: number): readonly number[] {
  let [red, green, blue, covered] = [0, 0, 0, 0];
  for (let i = 0; i < SAMPLES * SAMPLES; i++) {
    const x = (column + ((i % SAMPLES) + 0.5) / SAMPLES) / SIZE;
    const y = (row + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) / SIZE;
    if (!PLATE(x, y)) continue;
    const [r, g, b] = LAYERS.findLast(([shape]) => shape(x, y))?.[1] ?? plate(y);
    red += r;
    green += g;
    blue += b;
    covered++;
  }
  if (covered === 0) return [0, 0, 0, 0];
  return [red / covered, green / covered, blue / covered, (255 * covered) / (SAMPLES * SAMPLES)].map(Math.round);
}

function plate(y: number): Colour {
  return [38 - 14 * y, 44 - 18 * y, 84 - 28 * y];
}

function box(left: number, top: number, right: number, bottom: number, radius: number): Shape {
  return (x, y) => {
    const dx = Math.max(left + radius - x, 0, x - (right - radius));
    const dy = Math.max(top + radius - y, 0, y - (bottom - radius));
    return Math.hypot(dx, dy) < radius;
  };
}

type Point = readonly [x: number, y: number];

/** A stroke along a cubic curve. */
function curve(a: Point, b: Point, c: Point, d: Point, width: number): Shape {
  const points = Array.from({ length: 65 }, (_, i): Point => {
    const t = i / 64;
    const s = 1 - t;
    const along = (axis: 0 | 1): number => s * s * s * a[axis] + 3 * s * s * t * b[axis] + 3 * s * t * t * c[axis] + t * t * t * d[axis];
    return [along(0), along(1)];
  });
  return (x, y) => points.some(([px, py]) => Math.hypot(x - px, y - py) < width);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
