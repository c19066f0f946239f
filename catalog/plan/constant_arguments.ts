import type { Bound } from './bound.ts';

/**
 * What a function that reads an argument while it is planned says when that is no constant, or none that serves
 * (`return_field_from_args`); undefined where nothing is wrong.
 */
export function constantComplaint(name: string, args: readonly Bound[]): string | undefined {
  switch (name) {
    case 'date_part':
      return isText(args[0]) ? undefined : 'date_part requires non-empty constant string';
    case 'from_unixtime':
      return args.length < 2 || isText(args[1]) ? undefined : 'from_unixtime requires its second argument to be a constant string';
    case 'arrow_cast':
      return isText(args[1]) ? undefined : 'arrow_cast requires its second argument to be a non-empty constant string';
    case 'named_struct': {
      if (args.length % 2 === 1) return `named_struct requires an even number of arguments, got ${args.length} instead`;
      const odd = args.findIndex((arg, at) => at % 2 === 0 && !isText(arg));
      return odd === -1 ? undefined : `named_struct requires ${odd}-th (0-indexed) field name as non-empty constant string`;
    }
    default:
      return undefined;
  }
}

function isText(arg: Bound | undefined): boolean {
  return arg?.kind === 'literal' && typeof arg.value.value === 'string' && arg.value.value !== '';
}
