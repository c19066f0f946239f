import { externalError, unmodelled } from '../outcome.ts';
import { readRegex, toRegExp } from '../regexes.ts';
import type { Scalar } from '../scalar.ts';
import { type FunctionTable, strict, textOf } from './function.ts';

export const REGEXPS: FunctionTable = {
  regexp_like: strict(([s, pattern, flags]) => matches(textOf(s!), textOf(pattern!), flagsOf(flags))),
  regexp_replace: strict(([s, pattern, replacement, flags]) => replaced(textOf(s!), textOf(pattern!), { replacement: textOf(replacement!), flags: flagsOf(flags) })),
  regexp_extract: strict(([s, pattern]) => expression(textOf(pattern!), textOf(s!), '').exec(textOf(s!))?.[0] ?? null),
};

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
  const compiled = regex.kind === 'regex' ? toRegExp(regex.source, text, { ignoreCase: flags.includes('i'), everywhere: flags.includes('g') }) : undefined;
  return compiled ?? unmodelled('this regular expression');
}

