import type { PromType } from './tree.ts';

/** A function as promql-parser 0.10 knows it. */
export interface PromFunction {
  readonly args: readonly PromType[];
  /** 0: exactly these arguments; positive: the last may be left out; negative: the last repeats any number of times. */
  readonly variadic: number;
  readonly returns: PromType;
}

/** Signatures: `m` matrix, `s` scalar, `t` text, `v` vector; the last argument is optional with `?`, repeats with `*`. */
const SIGNATURES: readonly (readonly [signature: string, names: string])[] = [
  [
    'v > v',
    'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_stddev histogram_stdvar ' +
      'histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp',
  ],
  [
    'm > v',
    'absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate last_over_time mad_over_time ' +
      'max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time ts_of_first_over_time ' +
      'ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time',
  ],
  ['v? > v', 'day_of_month day_of_week day_of_year days_in_month hour minute month year'],
  [' > s', 'end pi range start step time'],
  ['v > s', 'scalar'],
  ['s > v', 'vector'],
  ['ss > s', 'max_of min_of'],
  ['vss > v', 'clamp'],
  ['vs > v', 'clamp_max clamp_min'],
  ['vs? > v', 'round'],
  ['vv? > v', 'info'],
  ['vt* > v', 'sort_by_label sort_by_label_desc'],
  ['vttt* > v', 'label_join'],
  ['vtttt > v', 'label_replace'],
  ['vtss* > v', 'histogram_quantiles'],
  ['ssv > v', 'histogram_fraction'],
  ['sv > v', 'histogram_quantile'],
  ['ms > v', 'predict_linear'],
  ['mss > v', 'double_exponential_smoothing'],
  ['sm > v', 'quantile_over_time'],
];
const TYPES: { readonly [letter: string]: PromType } = { m: 'matrix', s: 'scalar', t: 'string', v: 'vector' };

export const PROM_FUNCTIONS: ReadonlyMap<string, PromFunction> = new Map(
  SIGNATURES.flatMap(([signature, names]) => {
    const made = functionOf(signature);
    return names.split(' ').map(name => [name, made] as const);
  }),
);

function functionOf(signature: string): PromFunction {
  const [args, returns] = signature.split(' > ') as [string, string];
  return {
    args: [...args].filter(letter => letter in TYPES).map(letter => TYPES[letter]!),
    variadic: args.endsWith('?') ? 1 : args.endsWith('*') ? -1 : 0,
    returns: TYPES[returns]!,
  };
}

/** The aggregations; those with a parameter in front name its type. */
export const PROM_AGGREGATIONS: ReadonlyMap<string, PromType | undefined> = new Map<string, PromType | undefined>([
  ['sum', undefined],
  ['avg', undefined],
  ['count', undefined],
  ['min', undefined],
  ['max', undefined],
  ['group', undefined],
  ['stddev', undefined],
  ['stdvar', undefined],
  ['topk', 'scalar'],
  ['bottomk', 'scalar'],
  ['count_values', 'string'],
  ['quantile', 'scalar'],
  ['limitk', 'scalar'],
  ['limit_ratio', 'scalar'],
]);
