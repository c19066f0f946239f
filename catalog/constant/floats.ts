const NUMBER = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const SPECIAL = /^([+-]?)(inf(?:inity)?|nan)$/i;

/** Parses a float as Rust and Arrow do: no blanks, any case of `inf`, `infinity` and `nan`, signs allowed. */
export function parseFloat64(text: string): number | undefined {
  if (NUMBER.test(text)) return Number(text);
  const special = SPECIAL.exec(text);
  if (special === null) return undefined;
  if (special[2]!.toLowerCase() === 'nan') return Number.NaN;
  return special[1] === '-' ? -Infinity : Infinity;
}

/** The shortest decimal digits that read back as the value, and the place of the decimal point behind them: 0.digits × 10^point. */
function shortest(value: number, single: boolean): { readonly digits: string; readonly point: number } {
  let text = value.toExponential();
  if (single) {
    for (let precision = 0; precision < 9; precision++) {
      text = value.toExponential(precision);
      if (Math.fround(Number(text)) === value) break;
    }
  }
  const [mantissa, exponent] = text.split('e') as [string, string];
  const digits = mantissa.replace('.', '').replace(/0+$/, '');
  return { digits: digits === '' ? '0' : digits, point: Number(exponent) + 1 };
}

function special(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return 'inf';
  if (value === -Infinity) return '-inf';
  return undefined;
}

/** A float as result tables and casts to text print it (`ryu`): `0.00001`, `1e-7`, `1000000000000000.0`, `1e16`. */
export function printFloat(value: number, single = false): string {
  const word = special(value);
  if (word !== undefined) return word;
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (value === 0) return `${sign}0.0`;
  const { digits, point } = shortest(Math.abs(value), single);
  const [widest, narrowest] = single ? [13, -6] : [16, -5];
  if (point <= widest && point > narrowest) return sign + plain(digits, point);
  return sign + exponential(digits, point);
}

/** A float as Rust's `{:?}` prints it inside messages: `300.0`, `1e20`, `NaN`. */
export function debugFloat(value: number, single = false): string {
  const word = special(value);
  if (word !== undefined) return word;
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  if (size === 0) return `${sign}0.0`;
  const { digits, point } = shortest(size, single);
  return sign + (size >= 1e-4 && size < 1e16 ? plain(digits, point) : exponential(digits, point));
}

/** A float as Rust's `{}` prints it: never an exponent, no fraction where there is none. */
export function displayFloat(value: number, single = false): string {
  const word = special(value);
  if (word !== undefined) return word;
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (value === 0) return `${sign}0`;
  const { digits, point } = shortest(Math.abs(value), single);
  return sign + plain(digits, point).replace(/\.0$/, '');
}

function plain(digits: string, point: number): string {
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (digits.length <= point) return `${digits}${'0'.repeat(point - digits.length)}.0`;
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

function exponential(digits: string, point: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  return `${digits[0]}${fraction}e${point - 1}`;
}

/** Rust's `round`: half away from zero. */
export function roundHalfAway(value: number): number {
  const whole = Math.trunc(value);
  return Math.abs(value - whole) >= 0.5 ? whole + Math.sign(value) : whole;
}
