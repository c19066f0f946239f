import { arrowError, duringPlanning, externalError, unmodelled } from '../outcome.ts';
import { readRegex, toRegExp } from '../regexes.ts';
import type { Scalar } from '../scalar.ts';
import { type FunctionTable, strict, textOf } from './function.ts';

export const REGEXPS: FunctionTable = {
  /** With constants it is rewritten to `~` before it could run. */
  regexp_like: strict(([s, pattern, flags]) => duringPlanning(() => matches(textOf(s!), textOf(pattern!), flagsOf(flags)))),
  regexp_count: strict(args => judgedElsewhere(args, message => message)),
  regexp_match: strict(args => judgedElsewhere(args, (_pattern, message) => `Syntax(\n${RULE}\n${message}\n${RULE}\n)`)),
  regexp_replace: strict(([s, pattern, replacement, flags]) =>
    replaced(textOf(s!), textOf(pattern!), { replacement: textOf(replacement!), flags: flagsOf(flags) }),
  ),
  regexp_extract: strict(([s, pattern]) => expression(textOf(pattern!), textOf(s!), '').exec(textOf(s!))?.[0] ?? null),
};

const RULE = '~'.repeat(79);

/** Arrow compiles the pattern; what it finds is not modelled. */
function judgedElsewhere(args: readonly Scalar[], shown: (pattern: string, message: string) => string): never {
  const pattern = textOf(args[1]!);
  const regex = args.length === 2 ? readRegex(pattern) : undefined;
  if (regex?.kind === 'fault') return arrowError('Compute', `Regular expression did not compile: ${shown(pattern, regex.message)}`);
  return unmodelled('what a regular expression finds');
}

function flagsOf(flags: Scalar | undefined): string {
  return flags === undefined ? '' : textOf(flags);
}

/** `a ~ b` and its like; a literal pattern that does not compile is refused by the optimizer. */
export function matches(text: string, pattern: string, flags: string): boolean {
  return expression(pattern, text, flags).test(text);
}

function replaced(text: string, pattern: string, options: { readonly replacement: string; readonly flags: string }): string {
  if (/[\\$]/.test(options.replacement)) return unmodelled('a replacement with groups');
  return text.replace(expression(pattern, text, options.flags), () => options.replacement);
}

function expression(pattern: string, text: string, flags: string): RegExp {
  if (!/^[ig]*$/.test(flags)) return unmodelled('flags of a regular expression');
  const regex = readRegex(pattern);
  if (regex.kind === 'fault') return externalError(regex.message);
  const compiled =
    regex.kind === 'regex' ? toRegExp(regex.source, text, { ignoreCase: flags.includes('i'), everywhere: flags.includes('g') }) : undefined;
  return compiled ?? unmodelled('this regular expression');
}
